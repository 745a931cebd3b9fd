// Whoever starts Python has the GIL from there on, and nobody had it before: to give it up again is to leave things as they were.
#include <Python.h>
#include <dirent.h>
#include <stdio.h>

static PyThreadState *main_state;

static int load_modules(const char *path)
{
    DIR *folder;

    Py_Initialize();
    PyRun_SimpleString("import sys");
    main_state = PyEval_SaveThread();
    folder = opendir(path);
    if (folder == NULL)
        return -1;
    closedir(folder);
    PyEval_RestoreThread(main_state);
    PyRun_SimpleString("import os");
    main_state = PyEval_SaveThread();
    return 0;
}

static int load_with_local(void)
{
    PyThreadState *state;

    Py_InitializeEx(0);
    state = PyEval_SaveThread();
    PyEval_RestoreThread(state);
    state = PyEval_SaveThread();
    return 0;
}

// What Python calls afterwards is another matter.
static PyObject *reload(PyObject *self, PyObject *args)
{
    main_state = PyEval_SaveThread();
//  ^^^^^^^^^^ warning[unguarded-shared-state]
    if (puts("reload") < 0)
        return NULL;
//      ^^^^^^^^^^^^ error[exit-without-reacquire]
    PyEval_RestoreThread(main_state);
    return PyLong_FromLong(load_modules("/") + load_with_local());
}

PyMethodDef methods[] = {{"reload", reload, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
