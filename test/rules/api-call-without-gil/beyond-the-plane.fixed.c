// Characters outside the basic plane stand before the finding: “𝒢𝐼𝐿” — é ü 漢字 🐍.
#include <Python.h>

extern int crunch(const char *text);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch("🐍 naïve 漢字"); /* 𝒢 */ Py_BLOCK_THREADS PyErr_Clear(); Py_UNBLOCK_THREADS
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
