// Near miss: a jump forward and one back, both inside the region.
#include <Python.h>

extern int try_lock(void);
extern int work(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int tries = 0, status = -1;

    Py_BEGIN_ALLOW_THREADS
again:
    if (!try_lock() && tries++ < 3)
        goto again;
    if (tries == 3)
        goto out;
    status = work();
out:
    ;
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
