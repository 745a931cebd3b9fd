// Near miss: SWIG's wrappers, in C: the pair has no braces, and failures jump over nothing.
#include <Python.h>

#define SWIG_fail goto fail
#define SWIG_PYTHON_THREAD_BEGIN_ALLOW PyThreadState *_swig_thread_allow = PyEval_SaveThread()
#define SWIG_PYTHON_THREAD_END_ALLOW PyEval_RestoreThread(_swig_thread_allow)

extern int compute(int arg1);

static PyObject *_wrap_compute(PyObject *self, PyObject *args)
{
    PyObject *resultobj = 0;
    int arg1;
    int result;

    if (!PyArg_ParseTuple(args, "i:compute", &arg1))
        SWIG_fail;
    {
        SWIG_PYTHON_THREAD_BEGIN_ALLOW;
        result = (int)compute(arg1);
        SWIG_PYTHON_THREAD_END_ALLOW;
    }
    resultobj = PyLong_FromLong((long)result);
    return resultobj;
fail:
    return NULL;
}
