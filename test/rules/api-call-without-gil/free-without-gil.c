// Near misses: these names start with Py and may be used by a thread that does not hold the GIL.
#include <Python.h>

extern int crunch(char *scratch, size_t size);

static int wake_up(void *unused)
{
    return 0;
}

static PyObject *job(PyObject *self, PyThread_type_lock lock)
{
    char name[32];
    unsigned long thread;
    int status;

    Py_BEGIN_ALLOW_THREADS
    char *scratch = PyMem_RawMalloc(Py_MAX(64, 4096));
    thread = PyThread_get_thread_ident();
    PyOS_snprintf(name, sizeof(name), "job-%lu", thread);
    PyThread_acquire_lock(lock, WAIT_LOCK);
    status = crunch(scratch, 4096);
    PyThread_release_lock(lock);
    PyMem_RawFree(scratch);
    Py_AddPendingCall(wake_up, NULL);
    if (status < 0 && !Py_IsInitialized())
        Py_FatalError("too late");
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
