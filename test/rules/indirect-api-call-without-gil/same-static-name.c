// Two files have a static function of the same name: each call means the one of its own file.
#include <Python.h>

static void cleanup(void *p)
{
    PyMem_Free(p);
//  ^^^^^^^^^^ note: PyMem_Free
}

static PyObject *here(void *p)
{
    Py_BEGIN_ALLOW_THREADS
    cleanup(p);
//  ^^^^^^^ error[indirect-api-call-without-gil] cleanup
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
//- other.c
#include <Python.h>
#include <stdlib.h>

static void cleanup(void *p)
{
    free(p);
}

static PyObject *there(void *p)
{
    Py_BEGIN_ALLOW_THREADS
    cleanup(p);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
