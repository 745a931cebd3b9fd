// The commonest bug of all: the failure is noticed inside the region, so the exception is set there too.
#include <Python.h>

extern void *render(const char *scene);

static PyObject *draw(PyObject *self, PyObject *args)
{
    const char *scene;
    void *image;

    if (!PyArg_ParseTuple(args, "s", &scene))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    image = render(scene);
    if (image == NULL) {
        Py_BLOCK_THREADS
        PyErr_SetString(PyExc_RuntimeError, "cannot render");
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    if (image == NULL)
        return NULL;
    return PyLong_FromVoidPtr(image);
}
