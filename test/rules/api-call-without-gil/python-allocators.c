// PyMem_* and PyObject_* allocate without a lock of their own: silent up to 3.11, a crash from 3.12.
#include <Python.h>

extern size_t inflate_into(char *out, size_t room);

static PyObject *inflate(PyObject *self, PyObject *args)
{
    char *out = NULL;
    size_t room = 4096, used = 0;

    Py_BEGIN_ALLOW_THREADS
    out = PyMem_Malloc(room);
//        ^^^^^^^^^^^^ error[api-call-without-gil] (high) PyMem_Malloc
    while ((used = inflate_into(out, room)) == room) {
        room *= 2;
        out = PyMem_Realloc(out, room);
//            ^^^^^^^^^^^^^ error[api-call-without-gil]
    }
    PyObject_Free(out);
//  ^^^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSize_t(used);
}
