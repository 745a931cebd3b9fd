// What was inside is commented out.
#include <Python.h>

extern void crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ hint[empty-region]
    /* crunch(); */
    // crunch();
    ;
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
