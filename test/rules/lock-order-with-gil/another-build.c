// A build without threads keeps the GIL where the others give it up; a flag that is asked at run time is no such build.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static PyObject *table;

static PyObject *table_add(PyObject *self, PyObject *item)
{
    int failed;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&table_lock);
    Py_END_ALLOW_THREADS
    failed = PyObject_SetItem(table, item, Py_None);
    pthread_mutex_unlock(&table_lock);
    return failed ? NULL : Py_NewRef(Py_None);
}

static PyObject *table_size(PyObject *self, PyObject *unused)
{
    Py_ssize_t size;

#ifdef ONE_THREAD_ONLY
    pthread_mutex_lock(&table_lock);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
#else
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&table_lock);
    Py_END_ALLOW_THREADS
#endif
    size = PyObject_Size(table);
    pthread_mutex_unlock(&table_lock);
    return PyLong_FromSsize_t(size);
}

static PyObject *table_sum(PyObject *self, PyObject *patient)
{
    Py_ssize_t size;

    if (patient != Py_True)
        pthread_mutex_lock(&table_lock);
//      ^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil]
    else {
        Py_BEGIN_ALLOW_THREADS
        pthread_mutex_lock(&table_lock);
        Py_END_ALLOW_THREADS
    }
    size = PyObject_Size(table);
    pthread_mutex_unlock(&table_lock);
    return PyLong_FromSsize_t(size);
}

static PyMethodDef methods[] = {
    {"add", table_add, METH_O, NULL},
    {"size", table_size, METH_NOARGS, NULL},
    {"sum", table_sum, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
