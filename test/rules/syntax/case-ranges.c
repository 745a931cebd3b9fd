// GNU's ranges in case labels: the branches are read, and no value of the range is taken for the only one.
#include <Python.h>

extern int crunch(int part);

enum part { PART_FIRST = 10, PART_SECOND, PART_LAST };

static PyObject *run(PyObject *self, int part, int letter)
{
    int status = 0;

    Py_BEGIN_ALLOW_THREADS
    switch (part) {
    case 1 ... 5:
        status = crunch(part);
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
        break;
    case PART_FIRST ... PART_LAST: /* ... */
        PyErr_Print();
//      ^^^^^^^^^^^ error[api-call-without-gil]
    default:
        status = crunch(0);
    }
    switch (letter) {
    case 'a'...'z':
        PyErr_NoMemory();
//      ^^^^^^^^^^^^^^ error[api-call-without-gil]
        break;
    case -9 ...-1: status = 1; break;
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

// Asked again, the value may be another of the range.
static PyObject *again(PyObject *self, int part)
{
    PyThreadState *state = NULL;

    switch (part) {
    case 1 ... 5:
        state = PyEval_SaveThread();
        break;
    }
    crunch(part);
    if (part == 3)
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
    if (state != NULL)
        PyEval_RestoreThread(state);
    Py_RETURN_NONE;
}
