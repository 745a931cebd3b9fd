// Reference counts are not atomic: two threads that change one at once lose a count.
#include <Python.h>

extern void crunch(void);

typedef struct {
    PyObject_HEAD
    PyObject *callback;
} Worker;

static PyObject *worker_run(Worker *self, PyObject *result)
{
    Py_BEGIN_ALLOW_THREADS
    Py_INCREF(result);
//  ^^^^^^^^^ error[api-call-without-gil] (high) Py_INCREF
    crunch();
    Py_DECREF(result);
//  ^^^^^^^^^ error[api-call-without-gil]
    Py_XDECREF(result);
//  ^^^^^^^^^^ error[api-call-without-gil]
    Py_CLEAR(self->callback);
//  ^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
