// Near miss: the doubtful case of handed-to-unknown.c stays silent at the default confidence.
// min-confidence: medium
#include <Python.h>

extern void inspect(PyObject *object);

static PyObject *run(PyObject *self, PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    inspect(object);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
