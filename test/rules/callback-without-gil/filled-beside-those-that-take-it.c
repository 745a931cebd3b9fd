// The fields of one struct, filled by one function: all but one of the callbacks take the GIL.
#include <Python.h>
#include "lib.h"

static int filter_check(lib_filter *filter)
{
    PyGILState_STATE state = PyGILState_Ensure();
    int result = PyObject_IsTrue(filter->payload);
    PyGILState_Release(state);
    return result;
}

static int filter_apply(lib_filter *filter)
{
    PyGILState_STATE state = PyGILState_Ensure();
    Py_XDECREF(PyObject_CallMethod(filter->payload, "apply", NULL));
    PyGILState_Release(state);
    return 0;
}

static void forget(lib_filter *filter)
{
    Py_CLEAR(filter->payload);
}

static void filter_cleanup(lib_filter *filter)
//          ^^^^^^^^^^^^^^ error[callback-without-gil]
{
    forget(filter);
}

static lib_filter *make_filter(PyObject *payload)
{
    struct holder *holder = PyMem_Malloc(sizeof *holder);

    holder->filter.payload = payload;
    holder->filter.check = filter_check;
    holder->filter.apply = filter_apply;
    holder->filter.cleanup = filter_cleanup;
    return &holder->filter;
}
//- lib.h
#include <Python.h>
typedef struct lib_filter lib_filter;
struct lib_filter {
    PyObject *payload;
    int (*check)(lib_filter *);
    int (*apply)(lib_filter *);
    void (*cleanup)(lib_filter *);
};
struct holder { lib_filter filter; };
