// A macro of the project that calls a function that needs the GIL.
#include <Python.h>

static void note_failure(int code)
{
    PyErr_Format(PyExc_RuntimeError, "code %d", code);
}

#define CHECK(code) do { if ((code) < 0) note_failure(code); } while (0)

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int code;

    Py_BEGIN_ALLOW_THREADS
    code = crunch();
    Py_END_ALLOW_THREADS
    CHECK(code);
    return PyErr_Occurred() ? NULL : PyLong_FromLong(code);
}
