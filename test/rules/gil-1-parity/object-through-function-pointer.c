// An object handed on through a pointer to a function nobody knows.
#include <Python.h>

typedef void (*user_t)(PyObject *object);

void object_through_pointer(PyObject *object, user_t user)
{
    Py_BEGIN_ALLOW_THREADS
    user(object);
//  ^^^^ warning[object-access-without-gil] (low)
    Py_END_ALLOW_THREADS
}
