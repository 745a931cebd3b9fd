// Takes the GIL for its caller, so it is called without it: between giving it back and taking it again there is nothing to release.
#include <Python.h>

extern void *look_up(const char *name);
extern void append_to_log(const char *text);

static void log_held(const char *text)
{
    Py_BEGIN_ALLOW_THREADS
    append_to_log(text);
    Py_END_ALLOW_THREADS
}

void *acquire_interpreter(PyInterpreterState *interpreter, const char *name)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    void *handle = look_up(name);

    PyGILState_Release(gstate);
    if (handle == NULL) {
        log_held(name);
//      ^^^^^^^^ error[nested-release]
        return NULL;
    }
    PyEval_AcquireThread(PyThreadState_New(interpreter));
    log_held(name);
    return handle;
}
