// Near miss: the helper takes the GIL itself before it asks Python.
#include <Python.h>

extern int read_frame(void *camera);

static int grab(void *camera)
{
    if (read_frame(camera) < 0) {
        PyGILState_STATE gstate = PyGILState_Ensure();
        PyErr_Format(PyExc_SystemError, "no frame");
        PyGILState_Release(gstate);
        return 0;
    }
    return 1;
}

static PyObject *get_image(void *camera)
{
    int ok;

    Py_BEGIN_ALLOW_THREADS
    ok = grab(camera);
    Py_END_ALLOW_THREADS
    if (!ok)
        return NULL;
    Py_RETURN_NONE;
}
