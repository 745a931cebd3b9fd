// What a check says with Python's help before it ends the process is no proof that the function needs the GIL; what it does and goes on is.
// min-confidence: medium
#include <Python.h>
#include <stdlib.h>

static void print_exception(void)
{
    if (PyErr_Occurred())
        PyErr_Print();
}

__attribute__((noreturn)) static void check_failed(const char *what)
{
    fputs(what, stderr);
    print_exception();
    abort();
}

static void note(const char *what)
{
    fputs(what, stderr);
    print_exception();
}

static int half(int n)
{
    if (n % 2 != 0)
        check_failed("odd");
    return n / 2;
}

static int third(int n)
{
    if (n % 3 != 0)
        note("not a third");
    return n / 3;
}

PyObject *parts(PyObject *self, PyObject *args)
{
    int a, b;

    Py_BEGIN_ALLOW_THREADS
    a = half(8);
    b = third(9);
//      ^^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    return Py_BuildValue("ii", a, b);
}
