// With a thread state or with PyGILState_Ensure: either way the GIL is held where the handle is not NULL, and only there.
#include <Python.h>

struct interpreter {
    PyInterpreterState *state;
};

extern struct interpreter *find_interpreter(const char *name);

static struct interpreter *acquire(const char *name)
{
    struct interpreter *found = find_interpreter(name);

    if (found == NULL)
        return NULL;
    if (*name)
        PyEval_AcquireThread(PyThreadState_New(found->state));
    else
        PyGILState_Ensure();
    return found;
}

static void release(struct interpreter *interpreter, const char *name)
{
    if (*name)
        PyEval_ReleaseThread(PyThreadState_Get());
    else
        PyGILState_Release(PyGILState_UNLOCKED);
}

int publish(const char *name, PyObject *event)
{
    struct interpreter *interpreter = acquire(name);

    if (interpreter == NULL) {
        PyErr_Print();
//      ^^^^^^^^^^^ error[api-call-without-gil]
        return -1;
    }
    Py_XDECREF(PyObject_Repr(event));
    release(interpreter, name);
    return 0;
}
