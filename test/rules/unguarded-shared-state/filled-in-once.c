// A variable of the file that a region reads, and that no other call changes meanwhile: filled in once, kept out by a flag or a
// lock, or one for each thread.
#include <Python.h>
#include <pthread.h>

struct library;
extern struct library *library_open(void);
extern int library_run(struct library *library, long number);

static struct library *library;
static long number, locked_number;
static int busy;
static _Thread_local long own_number;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static PyObject *opened_once(PyObject *self, PyObject *unused)
{
    int status;

    if (library == NULL)
        library = library_open();
    Py_BEGIN_ALLOW_THREADS
    status = library_run(library, 0);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

static PyObject *kept_out(PyObject *self, PyObject *value)
{
    int status;

    if (busy)
        return PyErr_NoMemory();
    busy = 1;
    number = PyLong_AsLong(value);
    Py_BEGIN_ALLOW_THREADS
    status = library_run(NULL, number);
    Py_END_ALLOW_THREADS
    busy = 0;
    return PyLong_FromLong(status);
}

static PyObject *locked(PyObject *self, PyObject *value)
{
    int status;
    PyThreadState *save = PyEval_SaveThread();

    pthread_mutex_lock(&lock);
    PyEval_RestoreThread(save);
    locked_number = PyLong_AsLong(value);
    save = PyEval_SaveThread();
    status = library_run(NULL, locked_number);
    pthread_mutex_unlock(&lock);
    PyEval_RestoreThread(save);
    return PyLong_FromLong(status);
}

static PyObject *one_for_each_thread(PyObject *self, PyObject *value)
{
    int status;

    own_number = PyLong_AsLong(value);
    Py_BEGIN_ALLOW_THREADS
    status = library_run(NULL, own_number);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

static PyMethodDef methods[] = {
    {"opened_once", opened_once, METH_NOARGS, NULL},
    {"kept_out", kept_out, METH_O, NULL},
    {"locked", locked, METH_O, NULL},
    {"one_for_each_thread", one_for_each_thread, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
