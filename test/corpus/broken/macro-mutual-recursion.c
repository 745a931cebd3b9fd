#include <Python.h>
#define A B
#define B A
#define SELF SELF
#define F(x) G(x)
#define G(x) F(x)
static int f(void) { A; B; SELF; return F(1) + G(F(2)); }

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
