// The macro gets the function and, in parentheses, its arguments.
#include <Python.h>

#define CALL_GUARDED(function, arguments) \
    do { \
        int code_; \
        Py_BEGIN_ALLOW_THREADS \
        code_ = function arguments; \
        Py_END_ALLOW_THREADS \
        if (code_ != 0) \
            return PyErr_Format(PyExc_RuntimeError, #function " failed with %d", code_); \
    } while (0)

extern int device_init(long number);
extern int device_copy(const void *from, size_t n);

static PyObject *start(PyObject *number)
{
    CALL_GUARDED(device_init, (PyLong_AsLong(number)));
//                             ^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    CALL_GUARDED(device_copy, (NULL, 0));
    Py_RETURN_NONE;
}
