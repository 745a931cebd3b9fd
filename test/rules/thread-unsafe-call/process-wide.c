// The locale, the environment and the working directory belong to the whole process.
#include <Python.h>
#include <locale.h>
#include <stdlib.h>

extern void crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    setlocale(LC_ALL, "C");
//  ^^^^^^^^^ warning[thread-unsafe-call]
    setenv("MODE", "batch", 1);
//  ^^^^^^ warning[thread-unsafe-call]
    crunch();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
