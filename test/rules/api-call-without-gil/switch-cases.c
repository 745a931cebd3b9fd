// Each case is entered from the switch, some also from the case above.
#include <Python.h>

extern int receive(void);

static PyObject *answer(PyObject *self, PyObject *unused)
{
    int kind;

    Py_BEGIN_ALLOW_THREADS
    kind = receive();
    switch (kind) {
    case 0:
        kind = 10;
        break;
    case 1:
        Py_BLOCK_THREADS
        PyErr_SetNone(PyExc_KeyError);
        Py_UNBLOCK_THREADS
        /* fall through */
    case 2:
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil] (high)
        break;
    default:
        break;
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(kind);
}
