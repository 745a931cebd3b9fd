// GNU's ranges in case labels, with names in classes.
#include <Python.h>

struct Part {
    enum Kind { First, Last, Other };
};

extern "C" int crunch(int part);

static PyObject *run(PyObject *self, Part::Kind part)
{
    int status = 0;

    Py_BEGIN_ALLOW_THREADS
    switch (part) {
    case Part::First ... Part::Last:
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
        break;
    default:
        status = crunch(part);
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
