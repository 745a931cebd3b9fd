// The entry functions stand in a table that the starter walks.
#include <Python.h>
#include <pthread.h>

static PyObject *hook;
extern void crunch(void);

static void *notify(void *unused)
//           ^^^^^^ error[callback-without-gil] notify
{
    Py_XDECREF(PyObject_CallNoArgs(hook));
    return unused;
}

static void *compute(void *unused)
{
    crunch();
    return unused;
}

static void *(*const entries[])(void *) = {notify, compute};

static PyObject *start(PyObject *self, PyObject *unused)
{
    for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, entries[i], NULL);
    }
    Py_RETURN_NONE;
}
