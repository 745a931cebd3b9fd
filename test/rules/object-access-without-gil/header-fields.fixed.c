// The fields of the object's head, read without the macros.
#include <Python.h>

extern void crunch(Py_ssize_t n);

static PyObject *run(PyObject *self, PyObject *object)
{
    Py_ssize_t size = Py_SIZE(object);
    Py_ssize_t references = Py_REFCNT(object);
    Py_ssize_t refcount = object->ob_refcnt;
    Py_BEGIN_ALLOW_THREADS
    crunch(size);
    crunch(references);
    crunch(refcount);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
