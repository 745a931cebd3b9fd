// Near miss: the release and its end stand under the same #ifdef; the error is behind both.
#include <Python.h>

extern int flush(int fd);

static PyObject *sync_file(PyObject *self, PyObject *args)
{
    int fd, status;
#ifdef WITH_THREAD
    PyThreadState *save;
#endif

    if (!PyArg_ParseTuple(args, "i", &fd))
        return NULL;
#ifdef WITH_THREAD
    save = PyEval_SaveThread();
#endif
    status = flush(fd);
#ifdef WITH_THREAD
    PyEval_RestoreThread(save);
#endif
    if (status < 0)
        return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}
