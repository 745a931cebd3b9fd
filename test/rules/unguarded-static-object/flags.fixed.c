// A flag set to a constant, and a number that two threads fill in with the same value: little harm, little confidence.
// gilint.toml: select = ["free-threading"]
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;

static int verbose;
static long page;

extern long page_size(void);

static PyObject *set_verbose(PyObject *self, PyObject *unused)
{
    pthread_mutex_lock(&state_lock);
    verbose = 1;
    pthread_mutex_unlock(&state_lock);
    if (page == 0)
        page = page_size();
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"set_verbose", set_verbose, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
