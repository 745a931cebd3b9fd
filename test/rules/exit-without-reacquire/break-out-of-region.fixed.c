// The region stands inside the loop, so break leaves it; continue does too.
#include <Python.h>

extern int next_packet(void);

static PyObject *packets(PyObject *self, PyObject *unused)
{
    int n = 0;

    for (;;) {
        int got;

        Py_BEGIN_ALLOW_THREADS
        got = next_packet();
        if (got == 0) {
            Py_BLOCK_THREADS
            break;
        }
        if (got < 0) {
            Py_BLOCK_THREADS
            continue;
        }
        n += got;
        Py_END_ALLOW_THREADS
    }
    return PyLong_FromLong(n);
}
