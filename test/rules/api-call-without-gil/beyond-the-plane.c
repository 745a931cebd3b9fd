// Characters outside the basic plane stand before the finding: “𝒢𝐼𝐿” — é ü 漢字 🐍.
#include <Python.h>

extern int crunch(const char *text);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch("🐍 naïve 漢字"); /* 𝒢 */ PyErr_Clear();
//                                           ^^^^^^^^^^^ error[api-call-without-gil] (high)
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
