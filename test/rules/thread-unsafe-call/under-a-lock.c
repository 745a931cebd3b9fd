// Near miss: a lock around the call and the use of its result.
#include <Python.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t time_lock = PTHREAD_MUTEX_INITIALIZER;

static PyObject *year(time_t when)
{
    int result;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&time_lock);
    result = localtime(&when)->tm_year;
    pthread_mutex_unlock(&time_lock);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(result);
}
