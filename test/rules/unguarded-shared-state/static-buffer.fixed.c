// A static buffer that each call fills anew: two threads fill it at once.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;

static char buffer[4096];

static void fill(char with)
{
    pthread_mutex_lock(&state_lock);
    for (size_t i = 0; i < sizeof(buffer); i++)
        buffer[i] = with;
    pthread_mutex_unlock(&state_lock);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    fill('x');
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
