// Where the code declares first and works then, so does the fix.
#include <Python.h>

extern void crunch(Py_ssize_t n);

static PyObject *run(PyObject *self, PyObject *list)
{
    int rounds = 2; /* of the loop */

    crunch(rounds);
    while (rounds-- > 0) {
        Py_ssize_t size;
        crunch(rounds);
        size = PyList_GET_SIZE(list);
        Py_BEGIN_ALLOW_THREADS
        {
            crunch(size * 2);
        }
        Py_END_ALLOW_THREADS
    }
    Py_RETURN_NONE;
}
