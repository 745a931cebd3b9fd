// min-confidence: medium
// EAGAIN is the answer of a descriptor that is set not to wait: whoever asks for it does not wait there.
#include <Python.h>
#include <errno.h>
#include <semaphore.h>
#include <sys/socket.h>

static sem_t guard, done;
static int count;

static PyObject *receive_now(PyObject *self, PyObject *args)
{
    char buffer[100];
    ssize_t n = recv(0, buffer, sizeof(buffer), 0);

    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        Py_RETURN_NONE;
    return PyBytes_FromStringAndSize(buffer, n < 0 ? 0 : n);
}

static PyObject *receive(PyObject *self, PyObject *args)
{
    char buffer[100];
    ssize_t n = recv(0, buffer, sizeof(buffer), 0);
//              ^^^^ info[blocking-call-with-gil] recv may wait

    return PyBytes_FromStringAndSize(buffer, n < 0 ? 0 : n);
}

// A semaphore that is given back here is a lock, held for a moment; one that another thread posts is waited for.
static PyObject *count_up(PyObject *self, PyObject *args)
{
    sem_wait(&guard);
    count++;
    sem_post(&guard);
    return PyLong_FromLong(count);
}

static PyObject *wait_for_worker(PyObject *self, PyObject *args)
{
    sem_wait(&done);
//  ^^^^^^^^ info[blocking-call-with-gil] sem_wait may wait
    Py_RETURN_NONE;
}
