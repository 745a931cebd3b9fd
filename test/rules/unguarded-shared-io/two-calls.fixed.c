// A line in two parts: another thread's line can come between them.
#include <Python.h>
#include <stdio.h>
#include <pthread.h>

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

extern double crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    double result;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&output_lock);
    fputs("result: ", stderr);
    result = crunch();
    fprintf(stderr, "%g\n", result);
    pthread_mutex_unlock(&output_lock);
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(result);
}
