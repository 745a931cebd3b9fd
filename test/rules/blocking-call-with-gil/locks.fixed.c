// To wait for a lock with the GIL held stops everybody, and deadlocks if the owner needs the GIL. Trying does not wait.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static PyThread_type_lock lock;
extern void use(void);

PyObject *locked(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&mutex);
    Py_END_ALLOW_THREADS
    use();
    pthread_mutex_unlock(&mutex);
    Py_BEGIN_ALLOW_THREADS
    PyThread_acquire_lock(lock, WAIT_LOCK);
    Py_END_ALLOW_THREADS
    use();
    PyThread_release_lock(lock);
    if (pthread_mutex_trylock(&mutex) == 0)
        pthread_mutex_unlock(&mutex);
    if (PyThread_acquire_lock(lock, NOWAIT_LOCK))
        PyThread_release_lock(lock);
    Py_RETURN_NONE;
}
