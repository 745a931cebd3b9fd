// A list can shrink under the loop: another thread may pop while this one reads.
#include <Python.h>

extern void add(void *handle);

static PyObject *sum(PyObject *self, PyObject *list)
{
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++)
//                             ^^^^^^^^^^^^^^^ warning[object-access-without-gil]
        add((void *)(size_t)PyFloat_AS_DOUBLE(PyList_GET_ITEM(list, i)));
//                          ^^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
//                                            ^^^^^^^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
