// The wrapper's partner is called twice.
#include <Python.h>

static void section_enter(PyThreadState **cookie)
{
    *cookie = PyEval_SaveThread();
}

static void section_leave(PyThreadState **cookie)
{
    PyEval_RestoreThread(*cookie);
}

extern int decode(void *image);

static PyObject *decode_image(void *image)
{
    PyThreadState *cookie;

    section_enter(&cookie);
    if (decode(image) < 0) {
        section_leave(&cookie);
        PyErr_SetNone(PyExc_ValueError);
    }
    section_leave(&cookie);
//  ^^^^^^^^^^^^^ error[unmatched-acquire] (medium)
    Py_RETURN_NONE;
}
