// A library's lock guards like any other.
// gilint.toml: locks = [["engine_lock", "engine_unlock"]]
#include <Python.h>

extern void engine_lock(void);
extern void engine_unlock(void);
static long calls, errors;

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    engine_lock();
    calls++;
    engine_unlock();
    errors++;
//  ^^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
