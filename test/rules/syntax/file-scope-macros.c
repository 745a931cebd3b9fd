// Macros at file scope that the grammar of C does not know, with and without semicolons.
#include <Python.h>

#define SPAM_MODULE(name) static const char module_name[] = #name;
#define SPAM_STATE(type, name) static type name
#define SPAM_EXPORTS extern int exported;

extern int crunch(int part);

SPAM_MODULE(spam)
SPAM_EXPORTS
SPAM_STATE(long, calls);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(1);
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    calls++;
    return PyLong_FromLong(status + module_name[0]);
}
