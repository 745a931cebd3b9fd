// Where the code declares first and works then, so does the fix.
#include <Python.h>

extern void crunch(Py_ssize_t n);

static PyObject *run(PyObject *self, PyObject *list)
{
    int rounds = 2; /* of the loop */

    crunch(rounds);
    while (rounds-- > 0) {
        crunch(rounds);
        Py_BEGIN_ALLOW_THREADS
        {
            crunch(PyList_GET_SIZE(list) * 2);
//                 ^^^^^^^^^^^^^^^ warning[object-access-without-gil]
        }
        Py_END_ALLOW_THREADS
    }
    Py_RETURN_NONE;
}
