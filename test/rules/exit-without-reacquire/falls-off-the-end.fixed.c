// Saved by hand and never restored: the function ends without the GIL.
#include <Python.h>

extern void flush_all(void);

static void flush(PyObject *self)
{
    PyThreadState *save = PyEval_SaveThread();

    flush_all();
    (void)save;
    PyEval_RestoreThread(save);
}
