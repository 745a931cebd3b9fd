// A lock stands for the thread's end: the thread gives it back when it is done, and needs the GIL before.
#include <Python.h>

static PyThread_type_lock done;
static PyObject *callback;

static void call_it(void)
{
    PyGILState_STATE state = PyGILState_Ensure();
    Py_XDECREF(PyObject_CallNoArgs(callback));
    PyGILState_Release(state);
}

static void work(void *arg)
{
    call_it();
    PyThread_release_lock(done);
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    if (PyThread_start_new_thread(work, NULL) == PYTHREAD_INVALID_THREAD_ID)
        return PyErr_NoMemory();
    Py_RETURN_NONE;
}

static PyObject *finish(PyObject *self, PyObject *unused)
{
    PyThread_acquire_lock(done, WAIT_LOCK);
//  ^^^^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil] (high) work takes the GIL
    Py_RETURN_NONE;
}
