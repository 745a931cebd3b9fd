// The pointer can only hold functions of this file, and one of them needs the GIL.
#include <Python.h>
#include <string.h>

static int scale_plain(void *image)
{
    return image != NULL;
}

static int scale_checked(void *image)
{
    if (image == NULL)
        PyErr_SetNone(PyExc_ValueError);
//      ^^^^^^^^^^^^^ note: PyErr_SetNone
    return image != NULL;
}

static PyObject *scale(void *image, const char *mode)
{
    int (*filter)(void *) = scale_plain;
    int ok;

    if (strcmp(mode, "checked") == 0)
        filter = scale_checked;
    Py_BEGIN_ALLOW_THREADS
    ok = filter(image);
//       ^^^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(ok);
}
