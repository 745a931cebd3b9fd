// A helper that three functions of a file and more call without the GIL is what lacks it: told once, at the first that nobody has allowed.
#include <Python.h>

extern int fill(double *line);
extern int copy(double *line);

static int next_line(double *line)
{
    if (fill(line) < 0) {
        PyErr_SetString(PyExc_RuntimeError, "no line");
        return 0;
    }
    return 1;
}

static int last_line(double *line)
{
    if (copy(line) < 0)
        PyErr_SetString(PyExc_RuntimeError, "no last line");
    return 1;
}

static PyObject *correlate(PyObject *self, PyObject *args)
{
    double line[8];
    Py_BEGIN_ALLOW_THREADS
    // gilint: ignore[indirect-api-call-without-gil] to be seen to
    next_line(line);
    last_line(line);
//  ^^^^^^^^^ error[indirect-api-call-without-gil] the GIL is released here
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *filter(PyObject *self, PyObject *args)
{
    double line[8];
    Py_BEGIN_ALLOW_THREADS
    next_line(line);
//  ^^^^^^^^^ error[indirect-api-call-without-gil] as in 3 other places of this file
    next_line(line);
    last_line(line);
//  ^^^^^^^^^ error[indirect-api-call-without-gil] the GIL is released here
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *least(PyObject *self, PyObject *args)
{
    double line[8];
    Py_BEGIN_ALLOW_THREADS
    next_line(line);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *most(PyObject *self, PyObject *args)
{
    double line[8];
    Py_BEGIN_ALLOW_THREADS
    next_line(line);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
