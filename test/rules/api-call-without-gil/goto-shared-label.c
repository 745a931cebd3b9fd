// The label is reached with the GIL held and, from the second jump, without it: medium, and the way out is wrong too.
#include <Python.h>

extern int prepare(void);
extern int try_once(void);

static PyObject *attempt(PyObject *self, PyObject *unused)
{
    PyThreadState *save;
    int status;

    status = prepare();
    if (status < 0)
        goto failed;
    save = PyEval_SaveThread();
    status = try_once();
    if (status < 0)
        goto failed;
    PyEval_RestoreThread(save);
    return PyLong_FromLong(status);

failed:
    PyErr_SetNone(PyExc_RuntimeError);
//  ^^^^^^^^^^^^^ error[api-call-without-gil] (medium)
    return NULL;
//  ^^^^^^^^^^^^ error[exit-without-reacquire] (medium)
}
