// Reference counts changed in a region, one call away.
#include <Python.h>

static void helper_with_counts(PyObject *object)
{
    Py_INCREF(object);
    Py_DECREF(object);
}

void counts_through_helper(PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    helper_with_counts(object);
//  ^^^^^^^^^^^^^^^^^^ error[indirect-api-call-without-gil] (high) helper_with_counts
    Py_END_ALLOW_THREADS
}
