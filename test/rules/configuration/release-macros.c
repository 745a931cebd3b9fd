// A pair of macros whose definition is not in the workspace.
// gilint.toml: release-macros = [["ENGINE_BEGIN", "ENGINE_END"]]
// does-not-compile: the header is somebody else's
#include <Python.h>
#include <engine.h>

extern int turn(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    ENGINE_BEGIN
//  ^^^^^^^^^^^^ note: released
    status = turn();
    if (status < 0)
        PyErr_SetNone(PyExc_RuntimeError);
//      ^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    ENGINE_END
    return status < 0 ? NULL : PyLong_FromLong(status);
}
