// The helper is called in both states; only the call without the GIL is wrong.
#include <Python.h>

extern int crunch(void);

static int checked(int code)
{
    if (code < 0)
        PyErr_SetNone(PyExc_RuntimeError);
    return code;
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    int code;

    Py_BEGIN_ALLOW_THREADS
    code = checked(crunch());
//         ^^^^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    if (checked(code) < 0)
        return NULL;
    return PyLong_FromLong(code);
}
