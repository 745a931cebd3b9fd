// The data of a source is freed where the source goes: in the main loop, which runs with the GIL released.
#include <Python.h>

typedef void *gpointer;
typedef int GPid;
typedef struct GMainLoop GMainLoop;
extern void g_free(gpointer data);
extern unsigned g_child_watch_add_full(int, GPid, void (*)(GPid, int, gpointer), gpointer, void (*)(gpointer));
extern void g_main_loop_run(GMainLoop *loop);

struct watch {
    PyObject *callable;
};

static void watch_ended(GPid pid, int status, gpointer data)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    struct watch *watch = data;
    Py_XDECREF(PyObject_CallFunction(watch->callable, "ii", (int)pid, status));
    PyGILState_Release(gstate);
}

static void watch_gone(gpointer data)
//          ^^^^^^^^^^ error[callback-without-gil]
{
    struct watch *watch = data;
    Py_DECREF(watch->callable);
    g_free(watch);
}

static PyObject *add_watch(int pid, struct watch *watch)
{
    return PyLong_FromLong(g_child_watch_add_full(0, pid, watch_ended, watch, watch_gone));
}

static PyObject *run(GMainLoop *loop)
{
    Py_BEGIN_ALLOW_THREADS
    g_main_loop_run(loop);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
