/* pthread_mutex_lock says whether it has the lock: where it failed, nothing is held while the GIL is taken back. */
#include <Python.h>
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t sure_lock, leaky_lock;
static int tasks;

static PyObject *asked(PyObject *self, PyObject *unused)
{
    int status;
    Py_BEGIN_ALLOW_THREADS
    status = pthread_mutex_lock(&sure_lock);
    if (status == 0) {
        tasks++;
        pthread_mutex_unlock(&sure_lock);
    }
    Py_END_ALLOW_THREADS
    if (status != 0) {
        errno = status;
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    Py_RETURN_NONE;
}

static PyObject *sure_waiter(PyObject *self, PyObject *unused)
{
    pthread_mutex_lock(&sure_lock);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    tasks = 0;
    pthread_mutex_unlock(&sure_lock);
    Py_RETURN_NONE;
}

static PyObject *kept(PyObject *self, PyObject *unused)
{
    int status;
    Py_BEGIN_ALLOW_THREADS
    status = pthread_mutex_lock(&leaky_lock);
    if (status == 0)
        tasks++;
    Py_END_ALLOW_THREADS
    if (status != 0) {
        errno = status;
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    pthread_mutex_unlock(&leaky_lock);
    Py_RETURN_NONE;
}

static PyObject *leaky_waiter(PyObject *self, PyObject *unused)
{
    int status = pthread_mutex_lock(&leaky_lock);
//               ^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil]
    if (status == 0) {
        tasks = 0;
        pthread_mutex_unlock(&leaky_lock);
    }
    Py_RETURN_NONE;
}
