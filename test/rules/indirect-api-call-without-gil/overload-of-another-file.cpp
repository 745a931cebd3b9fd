// A wrapper may have the name of what it wraps: which of the two is called, the types of the arguments say.
#include <Python.h>

struct Client;
bool set_name(Client *client, const char *name);

PyObject *set_name(PyObject *self, PyObject *args)
{
    Client *client = nullptr;
    const char *name = nullptr;
    bool done = false;

    if (!PyArg_ParseTuple(args, "ns", &client, &name))
        return nullptr;
    Py_BEGIN_ALLOW_THREADS
    done = set_name(client, name);
//         ^^^^^^^^ error[exit-without-reacquire]
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(done);
}

int drop(PyObject *object, int times)
{
    Py_DECREF(object);
    return times;
}

PyObject *drop_all(PyObject *self, PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    drop(object, 2);
//  ^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
//- wrapped.cpp
struct Client;

bool set_name(Client *client, const char *name)
{
    return client != nullptr && name != nullptr;
}
