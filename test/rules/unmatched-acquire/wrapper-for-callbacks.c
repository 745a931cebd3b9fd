// Near miss: the acquiring half of a pair, called by a library while the GIL is released.
#include <Python.h>

typedef struct {
    PyThreadState *state;
    PyObject *hook;
} Client;

extern void client_set_hook(void (*hook)(void *), void *context);

static void on_message(void *context)
{
    Client *client = context;
    PyObject *result;

    PyEval_RestoreThread(client->state);
    result = PyObject_CallNoArgs(client->hook);
    Py_XDECREF(result);
    client->state = PyEval_SaveThread();
}

static void client_start(Client *client)
{
    client_set_hook(on_message, client);
}
