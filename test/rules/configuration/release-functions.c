// A pair of library functions that releases the GIL and takes it back.
// gilint.toml: release-functions = [["engine_leave_python", "engine_enter_python"]]
#include <Python.h>

extern void engine_leave_python(void);
extern void engine_enter_python(void);
extern int turn(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    engine_leave_python();
    status = turn();
    if (status < 0)
        return NULL;
//      ^^^^^^^^^^^^ error[exit-without-reacquire] (high)
    engine_enter_python();
    return PyLong_FromLong(status);
}
