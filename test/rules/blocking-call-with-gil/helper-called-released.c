// Near miss: the only call of the helper is in a region, and the thread has no GIL to hold.
#include <Python.h>
#include <pthread.h>
#include <unistd.h>

static void pause_for(unsigned seconds)
{
    sleep(seconds);
}

static void *ticker(void *unused)
{
    for (;;)
        pause_for(1);
    return unused;
}

PyObject *run(PyObject *self, PyObject *unused)
{
    pthread_t thread;

    pthread_create(&thread, NULL, ticker, NULL);
    Py_BEGIN_ALLOW_THREADS
    pause_for(2);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
