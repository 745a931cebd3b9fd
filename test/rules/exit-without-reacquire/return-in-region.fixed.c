// An early return leaves the function with the GIL released.
#include <Python.h>

extern int copy_mask(void *from, void *to);

static PyObject *mask(void *from, void *to)
{
    Py_BEGIN_ALLOW_THREADS
    if (copy_mask(from, to) < 0) {
        Py_BLOCK_THREADS
        return NULL;
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
