// A wrapper that releases, and an error return that forgets its partner.
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
    if (decode(image) < 0)
        return NULL;
//      ^^^^^^^^^^^^ error[exit-without-reacquire] (high)
    section_leave(&cookie);
    Py_RETURN_NONE;
}
