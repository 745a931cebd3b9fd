// Near miss: a function is handed, over another that only passes it on, to one that calls it where the GIL is released. The same kind
// of function handed to one that keeps the GIL does stall.
#include <Python.h>
#include <sys/socket.h>

typedef int (*step)(PyObject *self, char *buffer);

static int run_released(PyObject *self, step call, char *buffer)
{
    int result;

    Py_BEGIN_ALLOW_THREADS
    result = call(self, buffer);
//           ^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return result;
}

static int run(PyObject *self, step call, char *buffer)
{
    return run_released(self, call, buffer);
}

static int run_held(PyObject *self, step call, char *buffer)
{
    return PyErr_CheckSignals() < 0 ? -1 : call(self, buffer);
}

static int receive(PyObject *self, char *buffer)
{
    return (int)recv(3, buffer, 64, 0);
}

static int answer(PyObject *self, char *buffer)
{
    return (int)send(3, buffer, 64, 0);
//              ^^^^ info[blocking-call-with-gil]
}

PyObject *exchange(PyObject *self, PyObject *args)
{
    char buffer[64] = "";

    return PyLong_FromLong(run(self, receive, buffer) + run_held(self, answer, buffer));
}
