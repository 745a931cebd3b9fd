// Nobody else can have a lock that was made a moment ago.
#include <Python.h>

static PyThread_type_lock done;

extern void crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    done = PyThread_allocate_lock();
    if (done == NULL)
        return PyErr_NoMemory();
    PyThread_acquire_lock(done, WAIT_LOCK);
//  ^^^^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    Py_BEGIN_ALLOW_THREADS
    crunch();
    Py_END_ALLOW_THREADS
    PyThread_release_lock(done);
    PyThread_free_lock(done);
    Py_RETURN_NONE;
}
