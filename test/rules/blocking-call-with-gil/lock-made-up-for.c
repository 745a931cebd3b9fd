// A project that brings its own threads for a system without them: giving a lock back waits for nobody.
// does-not-compile: for Windows
#include <Python.h>
#include <windows.h>

typedef HANDLE pthread_mutex_t;

int pthread_mutex_lock(pthread_mutex_t *mutex)
{
    return WaitForSingleObject(*mutex, INFINITE) == WAIT_OBJECT_0 ? 0 : EINVAL;
}

static int owner_of(pthread_mutex_t *mutex)
{
    WaitForSingleObject(list_of_owners, INFINITE);
    return find_owner(mutex);
}

int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    if (owner_of(mutex) != GetCurrentThreadId())
        return EPERM;
    return ReleaseMutex(*mutex) ? 0 : EINVAL;
}

int drain(HANDLE done)
{
    return WaitForSingleObject(done, INFINITE) == WAIT_OBJECT_0;
}

static pthread_mutex_t mutex;

static PyObject *release(PyObject *self, PyObject *unused)
{
    pthread_mutex_unlock(&mutex);
    Py_RETURN_NONE;
}

static PyObject *finish(PyObject *self, PyObject *unused)
{
    return PyBool_FromLong(drain(mutex));
//                         ^^^^^ info[blocking-call-with-gil]
}

static PyMethodDef methods[] = {
    {"release", release, METH_NOARGS, NULL},
    {"finish", finish, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
