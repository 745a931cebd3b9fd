// Functions that release and take back are recognised by what they do, not by their names.
#include <Python.h>

typedef void *Cookie;

void SectionEnter(Cookie *cookie)
{
    *cookie = PyEval_SaveThread();
}

void SectionLeave(Cookie *cookie)
{
    PyEval_RestoreThread((PyThreadState *)*cookie);
}

extern int decode(void *image);

static PyObject *decode_image(void *image)
{
    Cookie cookie;
    int status;

    SectionEnter(&cookie);
    status = decode(image);
    if (status < 0) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyErr_SetString(PyExc_ValueError, "bad image");
        PyGILState_Release(gstate);
    }
    SectionLeave(&cookie);
    if (status < 0)
        return NULL;
    return PyLong_FromLong(status);
}
