// The GIL is taken only where there are threads. A way out that does not ask for that again keeps it; one that asks may know; where Python
// did not start, there is none.
#include <Python.h>

struct ops {
    int (*open)(const char *);
    int (*read)(const char *);
    int (*stat)(const char *);
    int (*start)(const char *);
};
extern void set_ops(struct ops *ops);
extern int cached(const char *path);

static PyInterpreterState *interp;
static PyObject *open_cb, *read_cb, *stat_cb;

static int on_open(const char *path)
//         ^^^^^^^ error[callback-without-gil] (low)
{
    int ret = -1;
    PyThreadState *state = NULL;
    PyObject *v;

    if (interp) {
        state = PyThreadState_New(interp);
        PyEval_AcquireThread(state);
    }
    v = PyObject_CallFunction(open_cb, "s", path);
    if (v == NULL) {
        PyErr_Print();
        goto out;
    }
    if (!PyLong_Check(v))
        return 0;
//      ^^^^^^^^^ error[unbalanced-gilstate]
    ret = (int)PyLong_AsLong(v);
    Py_DECREF(v);
out:
    if (interp)
        PyEval_ReleaseThread(state);
    return ret;
}

static int on_read(const char *path)
{
    int ret = -1;
    PyThreadState *state = NULL;
    PyObject *v;

    if (interp) {
        state = PyThreadState_New(interp);
        PyEval_AcquireThread(state);
    }
    v = PyObject_CallFunction(read_cb, "s", path);
    if (v == NULL)
        PyErr_Print();
    else
        Py_DECREF(v);
    // No threads: nothing was taken.
    if (!interp)
        return cached(path);
    PyEval_ReleaseThread(state);
    return ret;
}

static int on_stat(const char *path)
{
    PyThreadState *state = NULL;
    PyObject *v;

    if (cached(path))
        return 1;
    if (interp) {
        state = PyThreadState_New(interp);
        PyEval_AcquireThread(state);
    }
    v = PyObject_CallFunction(stat_cb, "s", path);
    if (v == NULL)
        PyErr_Print();
    else
        Py_DECREF(v);
    if (interp)
        PyEval_ReleaseThread(state);
    return 0;
}

static int on_start(const char *path)
{
    PyConfig config;
    PyStatus status;

    PyConfig_InitPythonConfig(&config);
    status = PyConfig_SetBytesString(&config, &config.program_name, path);
    if (PyStatus_Exception(status)) {
    fail:
        PyConfig_Clear(&config);
        return -1;
    }
    if (*path == '@')
        config.verbose = 1;
    status = Py_InitializeFromConfig(&config);
    if (PyStatus_Exception(status))
        goto fail;
    PyConfig_Clear(&config);
    PyEval_SaveThread();
    return 0;
}

void start(void)
{
    static struct ops ops;
    ops.open = on_open;
    ops.read = on_read;
    ops.stat = on_stat;
    ops.start = on_start;
    set_ops(&ops);
}
