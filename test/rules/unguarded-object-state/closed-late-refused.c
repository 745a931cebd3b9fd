// The field stays set where it would be missed: on a way out in between, in a helper that gets the object, under an #if, or used once more.
#include <Python.h>
#include <unistd.h>

typedef struct {
    PyObject_HEAD
    int fd, other, third;
} Line;

extern void note(Line *line, const char *what);

static PyObject *
line_close(Line *self, PyObject *unused)
{
    int failed;

    if (self->fd < 0)
        Py_RETURN_NONE;
    Py_BEGIN_ALLOW_THREADS
    failed = close(self->fd);
//           ^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    if (failed)
        return PyErr_SetFromErrno(PyExc_OSError);
    self->fd = -1;
    Py_RETURN_NONE;
}

static PyObject *
line_end(Line *self, PyObject *unused)
{
    if (self->other >= 0) {
        Py_BEGIN_ALLOW_THREADS
        close(self->other);
//      ^^^^^ info[unguarded-object-state]
        Py_END_ALLOW_THREADS
        note(self, "ended");
        self->other = -1;
    }
    Py_RETURN_NONE;
}

static PyObject *
line_stop(Line *self, PyObject *unused)
{
    if (self->third >= 0) {
        Py_BEGIN_ALLOW_THREADS
#ifdef HAVE_FSYNC
        fsync(self->third);
#endif
        close(self->third);
//      ^^^^^ info[unguarded-object-state]
        Py_END_ALLOW_THREADS
        self->third = -1;
    }
    Py_RETURN_NONE;
}

extern int drain(int fd);

typedef struct {
    PyObject_HEAD
    int line;
} Sink;

/* The variable would not be seen where the field is used once more. */
static PyObject *
sink_close(Sink *self, PyObject *args)
{
    int slow;

    if (!PyArg_ParseTuple(args, "p", &slow))
        return NULL;
    if (self->line >= 0) {
        if (slow) {
            Py_BEGIN_ALLOW_THREADS
            drain(self->line);
            Py_END_ALLOW_THREADS
        }
        printf("%d\n", self->line);
        self->line = -1;
    }
    Py_RETURN_NONE;
}
