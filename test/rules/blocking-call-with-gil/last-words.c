// What a function does before it ends the process keeps nobody waiting; an endless loop does.
#include <Python.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((noreturn)) void give_up(void);

static void tell_somebody(void)
{
    system("notify");
}

void give_up(void)
{
    system("debugger");
    abort();
}

__attribute__((noreturn)) static void fail(void)
{
    tell_somebody();
    give_up();
}

static int length(const char *name)
{
    if (name == NULL)
        fail();
    return (int)name[0];
}

static void listen(void)
{
    for (;;)
        system("listen");
}

static PyObject *name_length(PyObject *self, PyObject *arg)
{
    int n = length(PyUnicode_AsUTF8(arg));

    if (n == 0) {
        tell_somebody();
        fail();
    }
    return PyLong_FromLong(n);
}

static PyObject *serve(PyObject *self, PyObject *args)
{
    listen();
//  ^^^^^^ info[blocking-call-with-gil]
    tell_somebody();
    Py_RETURN_NONE;
}
