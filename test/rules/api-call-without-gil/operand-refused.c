// Where it would be something else in front of the region: asked again in each turn, or set meanwhile.
#include <Python.h>
#include <unistd.h>

static PyObject *
wait_until_empty(PyObject *self, PyObject *queue)
{
    Py_BEGIN_ALLOW_THREADS
    while (usleep(1000) == 0 && PyObject_Size(queue) > 0)
//                              ^^^^^^^^^^^^^ error[api-call-without-gil]
        sync();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

typedef struct {
    int fd;
    PyObject *pending;
} Pipe;

static void
next_part(Pipe *pipe)
{
    pipe->pending = pipe->pending + 1;
}

/* Not what it was in front of the region. */
static PyObject *
flush_next(PyObject *self, Pipe *pipe)
{
    ssize_t sent;

    Py_BEGIN_ALLOW_THREADS
    next_part(pipe);
    sent = write(pipe->fd, PyBytes_AsString(pipe->pending), 1);
//                         ^^^^^^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(sent);
}
