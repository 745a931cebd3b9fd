// Accessors read an object's memory. No count, no error: but the object must not change or go meanwhile.
#include <Python.h>

extern void crunch(const char *data, Py_ssize_t n);

static PyObject *run(PyObject *self, PyObject *bytes)
{
    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ note: released
    crunch(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes));
//         ^^^^^^^^^^^^^^^^^ warning[object-access-without-gil] PyBytes_AS_STRING
//                                   ^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
