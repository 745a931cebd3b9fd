// A pair with two braces, and a stretch in its middle where Python may be used: the shape of CPython's Tk module.
#include <Python.h>

static PyThread_type_lock tcl_lock;

#define ENTER_TCL \
    { PyThreadState *tstate = PyThreadState_Get(); \
      Py_BEGIN_ALLOW_THREADS \
      if (tcl_lock) PyThread_acquire_lock(tcl_lock, 1);
#define LEAVE_TCL \
      if (tcl_lock) PyThread_release_lock(tcl_lock); \
      (void)tstate; \
      Py_END_ALLOW_THREADS }
#define ENTER_OVERLAP \
      Py_END_ALLOW_THREADS
#define LEAVE_OVERLAP_TCL \
      if (tcl_lock) PyThread_release_lock(tcl_lock); \
      (void)tstate; }

extern const char *tcl_get(const char *name);

static PyObject *get(const char *name)
{
    PyObject *result = NULL;
    const char *value;

    ENTER_TCL
    value = tcl_get(name);
    ENTER_OVERLAP
    if (value == NULL)
        PyErr_SetString(PyExc_KeyError, name);
    else
        result = PyUnicode_FromString(value);
    LEAVE_OVERLAP_TCL
    return result;
}

static PyObject *has(const char *name)
{
    int found;

    ENTER_TCL
    found = tcl_get(name) != NULL;
    if (!found)
        PyErr_SetString(PyExc_KeyError, name);
//      ^^^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    LEAVE_TCL
    return found ? PyLong_FromLong(1) : NULL;
}
