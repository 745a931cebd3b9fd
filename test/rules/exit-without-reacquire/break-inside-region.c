// Near misses: the loop and the switch stand inside the region.
#include <Python.h>

extern int next_packet(void);

static PyObject *packets(PyObject *self, PyObject *unused)
{
    int n = 0;

    Py_BEGIN_ALLOW_THREADS
    for (;;) {
        int got = next_packet();
        if (got == 0)
            break;
        switch (got) {
        case 1:
            continue;
        default:
            break;
        }
        n += got;
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}
