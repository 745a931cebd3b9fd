// The fields of the object's head, read without the macros.
#include <Python.h>

extern void crunch(Py_ssize_t n);

static PyObject *run(PyObject *self, PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    crunch(Py_SIZE(object));
//         ^^^^^^^ warning[object-access-without-gil]
    crunch(Py_REFCNT(object));
//         ^^^^^^^^^ warning[object-access-without-gil]
    crunch(object->ob_refcnt);
//                 ^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
