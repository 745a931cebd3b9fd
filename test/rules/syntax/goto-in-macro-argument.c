// A macro that is handed a statement: the jump leaves the region.
#include <Python.h>

#define CHECK_OR(condition, statement) \
    if (!(condition)) { \
        statement; \
    }

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    CHECK_OR(self != NULL, goto error)
    Py_BEGIN_ALLOW_THREADS
    status = crunch(1);
    CHECK_OR(status >= 0, goto error)
//  ^^^^^^^^ error[exit-without-reacquire]
    CHECK_OR(status != 1, status = 2)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
error:
    return NULL;
}
