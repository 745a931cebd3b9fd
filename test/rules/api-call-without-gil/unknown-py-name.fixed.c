// No header in sight says what this does, and its name says Python: medium confidence.
#include <Python.h>
#include <stdint.h>

extern void crunch(void);
extern int PyTango_Notify(int event);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch();
    Py_END_ALLOW_THREADS
    PyTango_Notify(1);
    Py_RETURN_NONE;
}
