// The helper with the region is in another file.
#include <Python.h>

extern int log_line(const char *text);
extern int crunch(int part);

static PyObject *run(PyObject *self, PyObject *unused)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = crunch(1);
    if (status < 0)
        log_line("crunch failed");
//      ^^^^^^^^ error[nested-release] (high) log_line
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
//- log.c
#include <Python.h>

extern int send_to_log(const char *text);

int log_line(const char *text)
{
    int status;
    Py_BEGIN_ALLOW_THREADS
    status = send_to_log(text);
    Py_END_ALLOW_THREADS
    return status;
}
