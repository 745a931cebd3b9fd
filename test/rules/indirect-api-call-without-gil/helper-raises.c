// A helper that sets an exception when it fails, called in the region.
#include <Python.h>

extern int read_frame(void *camera);

static int grab(void *camera)
{
    if (read_frame(camera) < 0) {
        PyErr_Format(PyExc_SystemError, "no frame");
//      ^^^^^^^^^^^^ note: PyErr_Format
        return 0;
    }
    return 1;
}

static PyObject *get_image(void *camera)
{
    int ok;

    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ note: released
    ok = grab(camera);
//       ^^^^ error[indirect-api-call-without-gil] (high) grab
    Py_END_ALLOW_THREADS
    if (!ok)
        return NULL;
    Py_RETURN_NONE;
}
