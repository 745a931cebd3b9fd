// Near miss: a Py_buffer is plain memory that the exporter keeps for us.
#include <Python.h>

extern void crunch(const void *data, Py_ssize_t n);

static PyObject *run(PyObject *self, PyObject *object)
{
    Py_buffer view;

    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    crunch(view.buf, view.len);
    Py_END_ALLOW_THREADS
    PyBuffer_Release(&view);
    Py_RETURN_NONE;
}
