// Near miss: the module's own C fields behind `self`, only read; the caller keeps `self` alive.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd;
    double *samples;
    Py_ssize_t count;
} Recorder;

extern double mean(const double *samples, Py_ssize_t count);

static PyObject *recorder_mean(Recorder *self, PyObject *unused)
{
    double result;

    Py_BEGIN_ALLOW_THREADS
    fsync(self->fd);
    result = mean(self->samples, self->count);
    Py_END_ALLOW_THREADS
    return PyFloat_FromDouble(result);
}
