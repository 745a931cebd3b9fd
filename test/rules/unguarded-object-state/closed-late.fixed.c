// What a region ends is taken out of the object in front of it: a descriptor, a handle with methods, and one that is reset for other ways too.
#include <Python.h>
#include <unistd.h>

typedef struct journal Journal;
struct journal {
    int (*close)(Journal *journal, int flags);
};

typedef struct {
    PyObject_HEAD
    int fd, spare;
    Journal *journal;
} Recorder;

static PyObject *
recorder_close(Recorder *self, PyObject *unused)
{
    if (self->fd >= 0) {
        int fd = self->fd;
        self->fd = -1;
        Py_BEGIN_ALLOW_THREADS
        close(fd);
        Py_END_ALLOW_THREADS
    }
    Py_RETURN_NONE;
}

static PyObject *
recorder_end(Recorder *self, PyObject *args)
{
    int flags, error;

    if (!PyArg_ParseTuple(args, "i", &flags))
        return NULL;
    error = 0;
    if (self->journal != NULL) {
        Journal *journal = self->journal;
        self->journal = NULL;  /* whatever it says */
        Py_BEGIN_ALLOW_THREADS
        error = journal->close(journal, flags);
        Py_END_ALLOW_THREADS

    }
    return PyLong_FromLong(error);
}

static PyObject *
recorder_leave(Recorder *self, PyObject *args)
{
    int keep;

    if (!PyArg_ParseTuple(args, "p", &keep))
        return NULL;
    if (self->spare >= 0) {
        if (!keep) {
            int spare = self->spare;
            self->spare = -1;
            PyThreadState *save = PyEval_SaveThread();
            fsync(spare);
            close(spare);
            PyEval_RestoreThread(save);
        }
        self->spare = -1;
    }
    Py_RETURN_NONE;
}
