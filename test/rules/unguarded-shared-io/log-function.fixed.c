// A log function that writes its line in two steps, called from a region.
#include <Python.h>
#include <stdarg.h>
#include <stdio.h>
#include <pthread.h>

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

static void logf_(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    pthread_mutex_lock(&output_lock);
    printf("spam: ");
    vprintf(format, arguments);
    pthread_mutex_unlock(&output_lock);
    va_end(arguments);
}

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0)
        logf_("crunch failed: %d\n", 1);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
