// A statement expression and a typeof, as GNU C has them.
#include <Python.h>

extern int crunch(int part);

#define MAX_OF(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })

static PyObject *run(PyObject *item)
{
    long status;

    Py_BEGIN_ALLOW_THREADS
    status = MAX_OF(crunch(1), crunch(2));
    status = MAX_OF(status, PyLong_AsLong(item));
//                          ^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    status += ({ int more = crunch(3); more * 2; });
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
