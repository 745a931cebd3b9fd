// A pair of library functions that takes the GIL and gives it back, called in a region.
// gilint.toml: acquire-functions = [["engine_enter_python", "engine_leave_python"]]
#include <Python.h>

extern void engine_enter_python(void);
extern void engine_leave_python(void);
extern int turn(void);

static PyObject *run(PyObject *self, PyObject *hook)
{
    Py_BEGIN_ALLOW_THREADS
    if (turn() < 0) {
        engine_enter_python();
        Py_XDECREF(PyObject_CallNoArgs(hook));
        engine_leave_python();
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil] (high)
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
