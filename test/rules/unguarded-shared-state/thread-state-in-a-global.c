// The thread state of whoever releases the GIL, kept where the next thread overwrites it.
#include <Python.h>

static PyThreadState *saved;
static PyThreadState *main_state;
extern int flash(int device, void (*callback)(const char *));

static void on_message(const char *message)
{
    PyEval_RestoreThread(saved);
    PySys_WriteStdout("%s\n", message);
    saved = PyEval_SaveThread();
//  ^^^^^ warning[unguarded-shared-state]
}

static PyObject *flash_device(PyObject *self, PyObject *device)
{
    int status;

    saved = PyEval_SaveThread();
//  ^^^^^ warning[unguarded-shared-state]
    status = flash(1, on_message);
    PyEval_RestoreThread(saved);
    return PyLong_FromLong(status);
}

/* Once, while the program starts: no other thread runs Python yet. */
int start(void)
{
    Py_Initialize();
    main_state = PyEval_SaveThread();
    return 0;
}
