// What is certain is reported at the default confidence too; a lone write to a stream is not a finding at any.
// min-confidence: medium
#include <Python.h>
#include <stdio.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (crunch() < 0) {
        fprintf(stderr, "crunch failed\n");
        Py_BLOCK_THREADS
        PySys_WriteStderr("crunch failed\n");
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
