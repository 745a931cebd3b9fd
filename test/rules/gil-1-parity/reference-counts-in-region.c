// Reference counts changed in a region, up and down.
#include <Python.h>

void counts_in_region(PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    Py_INCREF(object);
//  ^^^^^^^^^ error[api-call-without-gil] (high) Py_INCREF
    Py_DECREF(object);
//  ^^^^^^^^^ error[api-call-without-gil] (high) Py_DECREF
    Py_END_ALLOW_THREADS
}
