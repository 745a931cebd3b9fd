// What is done only on the way to the end of the process: no other thread goes on.
#include <Python.h>
#include <string.h>
#include <stdlib.h>
#include <stdio.h>

extern int work(void);

static void die(int code)
{
    fprintf(stderr, "%s\n", strsignal(code));
    fprintf(stderr, "giving up\n");
    abort();
}

static void complain(int code)
{
    fprintf(stderr, "%s\n", strsignal(code));
//                          ^^^^^^^^^ warning[thread-unsafe-call]
}

static PyObject *run(PyObject *self, PyObject *args)
{
    int code;

    Py_BEGIN_ALLOW_THREADS
    code = work();
    if (code > 100)
        die(code);
    if (code > 0)
        complain(code);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(code);
}
