// A declaration's initialiser runs too, before the GIL is taken on the next line.
#include <Python.h>

extern const char *next_row(void);

static PyObject *rows(PyObject *list)
{
    const char *row;

    Py_BEGIN_ALLOW_THREADS
    while ((row = next_row()) != NULL) {
        PyObject *tuple = PyTuple_New(1);
//                        ^^^^^^^^^^^ error[api-call-without-gil] (high)
        Py_BLOCK_THREADS
        PyTuple_SET_ITEM(tuple, 0, PyUnicode_FromString(row));
        PyList_Append(list, tuple);
        Py_DECREF(tuple);
        Py_UNBLOCK_THREADS
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
