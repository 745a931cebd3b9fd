// A pair of macros that takes the GIL, in a thread.
// gilint.toml: acquire-macros = [["ENTER_PYTHON", "LEAVE_PYTHON"]]
// does-not-compile: the header is somebody else's
#include <Python.h>
#include <pthread.h>
#include <engine.h>

static PyObject *hook;

static void *careful(void *unused)
{
    ENTER_PYTHON
    Py_XDECREF(PyObject_CallNoArgs(hook));
    LEAVE_PYTHON
    return unused;
}

static void *careless(void *unused)
//           ^^^^^^^^ error[callback-without-gil] careless
{
    Py_XDECREF(PyObject_CallNoArgs(hook));
    return unused;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t one, two;

    pthread_create(&one, NULL, careful, NULL);
    pthread_create(&two, NULL, careless, NULL);
    Py_RETURN_NONE;
}
