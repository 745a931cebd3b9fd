// An object handed to a function whose code is not there.
#include <Python.h>

extern void external_user(PyObject *object);

void object_to_external_function(PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    external_user(object);
//  ^^^^^^^^^^^^^ warning[object-access-without-gil] (low)
    Py_END_ALLOW_THREADS
}
