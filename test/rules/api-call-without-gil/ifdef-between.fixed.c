// The error stands between the two halves of the #ifdef pair: released wherever threads are compiled in.
#include <Python.h>

extern int flush(int fd);

static PyObject *sync_file(int fd)
{
    int status;
#ifdef WITH_THREAD
    PyThreadState *save = PyEval_SaveThread();
#endif
    status = flush(fd);
    if (status < 0) {
        PyEval_RestoreThread(save);
        PyErr_SetFromErrno(PyExc_OSError);
        save = PyEval_SaveThread();
    }
#ifdef WITH_THREAD
    PyEval_RestoreThread(save);
#endif
    return status < 0 ? NULL : PyLong_FromLong(status);
}
