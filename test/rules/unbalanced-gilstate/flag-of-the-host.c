// Which way the GIL was taken is told by a flag: TRUE and FALSE are as good as 1 and 0.
#include <Python.h>

typedef int gboolean;
#define FALSE 0
#define TRUE (!FALSE)

extern void load_plugins(void);

static gboolean plugin_init(const char *name)
{
    PyGILState_STATE state = PyGILState_UNLOCKED;
    gboolean started = FALSE;

    if (!Py_IsInitialized()) {
        Py_Initialize();
        started = TRUE;
    } else
        state = PyGILState_Ensure();
    if (PyImport_ImportModule(name) == NULL)
        return FALSE;
//      ^^^^^^^^^^^^^ error[unbalanced-gilstate]
    if (started)
        PyRun_SimpleString("import os");
    load_plugins();
    if (started)
        PyEval_SaveThread();
    else
        PyGILState_Release(state);
    return TRUE;
}

gboolean (*plugin)(const char *) = plugin_init;
