// What library functions need, and what they do not.
// gilint.toml: needs-gil-functions = ["engine_log"]
// gilint.toml: gil-free-functions = ["engine_inspect", "PyEngine_Tick"]
#include <Python.h>

extern void engine_log(const char *text);
extern void engine_inspect(PyObject *object);
extern void PyEngine_Tick(void);

static PyObject *run(PyObject *self, PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    engine_inspect(object);
    PyEngine_Tick();
    engine_log("done");
//  ^^^^^^^^^^ error[api-call-without-gil] engine_log
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
