// A macro that is defined anew further down means something else there.
#include <Python.h>

extern int crunch(int part);

#define CALL(x) do { Py_BEGIN_ALLOW_THREADS x; Py_END_ALLOW_THREADS } while (0)

static PyObject *first(PyObject *item)
{
    int status;

    CALL(status = crunch((int)PyLong_AsLong(item)));
//                            ^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    return PyLong_FromLong(status);
}

#undef CALL
#define CALL(x) do { x; } while (0)

static PyObject *second(PyObject *item)
{
    int status;

    CALL(status = crunch((int)PyLong_AsLong(item)));
    return PyLong_FromLong(status);
}
