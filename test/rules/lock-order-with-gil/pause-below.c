// min-confidence: medium
// A moment's pause far below, before something is tried again, ends by itself: who waits for the lock goes on. A server may never answer.
#include <Python.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct { PyObject_HEAD pthread_mutex_t profile; pthread_mutex_t wire; int state; int fd; } Channel;

static int queue_is_full(void);
static void rest(void) { usleep(1000); }
static void next_turn(void) { rest(); }
static void dispatch(int event) { while (queue_is_full()) next_turn(); }
static void fire(int event) { dispatch(event); }

static int answer(int fd) { char c; return (int)recv(fd, &c, 1, 0); }
static int next_answer(int fd) { return answer(fd); }
static int ask(int fd) { return next_answer(fd); }
static int request(int fd) { return ask(fd); }

static PyObject *hang_up(PyObject *op, PyObject *unused)
{
    Channel *self = (Channel *)op;

    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&self->profile);
    fire(self->state);
    pthread_mutex_unlock(&self->profile);
    pthread_mutex_lock(&self->wire);
    self->state = request(self->fd);
    pthread_mutex_unlock(&self->wire);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *variable(PyObject *op, PyObject *unused)
{
    Channel *self = (Channel *)op;
    int state;

    pthread_mutex_lock(&self->profile);
    state = self->state;
    pthread_mutex_unlock(&self->profile);
    return PyLong_FromLong(state);
}

static PyObject *descriptor(PyObject *op, PyObject *unused)
{
    Channel *self = (Channel *)op;
    int fd;

    pthread_mutex_lock(&self->wire);
//  ^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil] (medium) while it waits in recv
    fd = self->fd;
    pthread_mutex_unlock(&self->wire);
    return PyLong_FromLong(fd);
}
