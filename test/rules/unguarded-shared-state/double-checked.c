// Near miss: looked at without the lock, written under it.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int ready;
static double table[16];

extern double value(int n);

static void prepare(void)
{
    if (ready)
        return;
    pthread_mutex_lock(&mutex);
    if (!ready) {
        for (int n = 0; n < 16; n++)
            table[n] = value(n);
        ready = 1;
    }
    pthread_mutex_unlock(&mutex);
}

static PyObject *run(int n)
{
    double result;

    Py_BEGIN_ALLOW_THREADS
    prepare();
    result = table[n & 15];
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(result);
}
