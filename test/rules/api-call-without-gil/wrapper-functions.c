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
//  ^^^^^^^^^^^^ note: released
    status = decode(image);
    if (status < 0)
        PyErr_SetString(PyExc_ValueError, "bad image");
//      ^^^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    SectionLeave(&cookie);
    if (status < 0)
        return NULL;
    return PyLong_FromLong(status);
}
