// Near miss: a critical section of free-threaded Python is a lock of an object, not a release.
#include <Python.h>

#ifndef Py_BEGIN_CRITICAL_SECTION
#define Py_BEGIN_CRITICAL_SECTION(object) {
#define Py_END_CRITICAL_SECTION() }
#endif

extern int crunch(void *data);

typedef struct {
    PyObject_HEAD
    void *data;
} Engine;

static PyObject *engine_run(Engine *self, PyObject *unused)
{
    PyObject *result;

    Py_BEGIN_CRITICAL_SECTION(self);
    result = PyLong_FromLong(crunch(self->data));
    Py_END_CRITICAL_SECTION();
    return result;
}
