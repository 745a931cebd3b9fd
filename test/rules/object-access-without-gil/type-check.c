// A type check reads the object's type.
#include <Python.h>

extern void crunch(void);

static PyObject *run(PyObject *self, PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    if (PyLong_Check(object))
//      ^^^^^^^^^^^^ warning[object-access-without-gil]
        crunch();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
