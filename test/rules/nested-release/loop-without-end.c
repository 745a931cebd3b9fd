// The second turn of the loop releases what the first released.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    PyThreadState *save = NULL;

    for (int part = 0; part < 4; part++) {
        save = PyEval_SaveThread();
//             ^^^^^^^^^^^^^^^^^ error[nested-release] (medium)
        crunch(part);
    }
    if (save != NULL)
        PyEval_RestoreThread(save);
    Py_RETURN_NONE;
}
