// NOLINT of this tool that suppresses nothing; NOLINT of other tools is no business of ours.
#include <Python.h>

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch();
    status += crunch(); // NOLINT(bugprone-narrowing)
    status += crunch(); // NOLINT
    status += crunch();
    // NOLINTNEXTLINE(readability-magic-numbers)
    status += crunch() + 4711;
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
