// What a check makes possible cannot be read ahead of it, nor what the region changes, nor what is written. No fix.
#include <Python.h>

extern void crunch(const char *data, Py_ssize_t n);

static PyObject *run(PyObject *self, PyObject *bytes, PyObject *other)
{
    Py_ssize_t rest = bytes == NULL ? 0 : 1;

    crunch(NULL, rest);
    Py_BEGIN_ALLOW_THREADS
    if (bytes != NULL)
        crunch(PyBytes_AS_STRING(bytes), 1);
//             ^^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
    crunch(NULL, other != NULL ? PyBytes_GET_SIZE(other) : 0);
//                               ^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
    self = other;
    crunch(NULL, PyTuple_GET_SIZE(self));
//               ^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
#ifdef CHECKED
    crunch(NULL, PyUnicode_GET_LENGTH(bytes));
//               ^^^^^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
#endif
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
