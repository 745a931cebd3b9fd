// Near misses: a size is not read from the object, and an address is no access.
#include <Python.h>
#include <stddef.h>

extern void crunch(size_t n, void *where);

typedef struct {
    PyObject_HEAD
    char name[32];
} Named;

static PyObject *run(Named *self, PyObject *bytes)
{
    Py_BEGIN_ALLOW_THREADS
    crunch(sizeof(PyBytes_AS_STRING(bytes)), &self->name);
    crunch(offsetof(Named, name), &self->name[3]);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
