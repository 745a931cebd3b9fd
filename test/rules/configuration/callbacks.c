// A library that calls back on its own thread, and one that calls back on the caller's.
// gilint.toml: callbacks = [
// gilint.toml:   { function = "engine_on_event", argument = 1, state = "released" },
// gilint.toml:   { function = "engine_each", argument = 0, state = "caller" },
// gilint.toml:   { function = "engine_on_exit", argument = 0, state = "held" },
// gilint.toml: ]
#include <Python.h>

extern void engine_on_event(int event, void (*callback)(int event));
extern void engine_each(void (*callback)(int event));
extern void engine_on_exit(void (*callback)(int event));
static PyObject *hook;

static void on_event(int event)
//          ^^^^^^^^ error[callback-without-gil] on_event
{
    Py_XDECREF(PyObject_CallFunction(hook, "i", event));
}

static void each(int event)
{
    Py_XDECREF(PyObject_CallFunction(hook, "i", event));
}

static PyObject *install(PyObject *self, PyObject *unused)
{
    engine_on_event(1, on_event);
    engine_each(each);
    engine_on_exit(each);
    Py_RETURN_NONE;
}
