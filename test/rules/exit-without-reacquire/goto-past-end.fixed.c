// The jump goes over the end of the region. What follows the label is not blamed for it a second time.
#include <Python.h>

extern int load(const char *path);

static PyObject *load_file(PyObject *name)
{
    const char *path = PyUnicode_AsUTF8(name);
    int status;

    if (path == NULL)
        goto fail;
    Py_BEGIN_ALLOW_THREADS
    status = load(path);
    if (status < 0) {
        Py_BLOCK_THREADS
        goto fail;
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);

fail:
    Py_DECREF(name);
    return NULL;
}
