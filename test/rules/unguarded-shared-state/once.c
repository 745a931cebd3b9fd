// Near miss: pthread_once runs its function once, and makes the others wait for it.
#include <Python.h>
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int table[256];

static void fill_table(void)
{
    for (int i = 0; i < 256; i++)
        table[i] = i * i;
}

static PyObject *run(int n)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_once(&once, fill_table);
    n = table[n & 255];
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}
