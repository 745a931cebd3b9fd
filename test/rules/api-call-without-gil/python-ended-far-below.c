// Somewhere below, on its way out, the program ends its Python: of whoever calls that, more is known than that it may have lost the GIL.
#include <Python.h>
#include <stdio.h>

extern int is_started, asked_to_stop;
extern void run_hooks(void);

static void end_python(void)
{
    if (is_started)
        Py_Finalize();
}

static void quit(int code)
{
    end_python();
    if (asked_to_stop)
        run_hooks();
    fprintf(stderr, "exit code %d\n", code);
}

static int checked(int n)
{
    if (n < 0)
        quit(2);
    return n;
}

static int twice(int n)
{
    return checked(n) + checked(n + 1);
}

static PyObject *method(PyObject *self, PyObject *args)
{
    int n;

    if (!PyArg_ParseTuple(args, "i", &n))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    n = twice(n);
//      ^^^^^ error[indirect-api-call-without-gil]
    if (n > 10)
        PyErr_SetString(PyExc_ValueError, "too large");
//      ^^^^^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyErr_Occurred() ? NULL : PyLong_FromLong(n);
}

static PyMethodDef methods[] = {{"method", method, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
