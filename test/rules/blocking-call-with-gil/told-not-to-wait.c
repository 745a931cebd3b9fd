// Near miss: time-outs of zero, flags, and what the kernel answers by itself. The same calls told otherwise wait.
// min-confidence: medium
#include <Python.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>

static int wait_for(struct pollfd *polled, int timeout)
{
    return poll(polled, 1, timeout);
}

PyObject *ask(int fd, char *buffer, struct pollfd *polled, fd_set *set)
{
    struct timeval none = {0}, some;
    char path[64];
    int n = 0;

    none.tv_sec = 0;
    none.tv_usec = 0;
    some.tv_sec = 0;
    some.tv_usec = 5000;
    n += poll(polled, 1, 0);
    n += wait_for(polled, 0);
    n += select(fd + 1, set, NULL, NULL, &none);
    n += (int)recv(fd, buffer, 64, MSG_DONTWAIT);
    n += ioctl(fd, FIONREAD, &n);
    n += open("/dev/null", O_RDWR);
    snprintf(path, sizeof(path), "/proc/%d/stat", n);
    n += open(path, O_RDONLY);
    if (PyErr_CheckSignals() < 0)
        return NULL;
    n += wait_for(polled, 100);
//       ^^^^^^^^ info[blocking-call-with-gil] (high)
    if (PyErr_CheckSignals() < 0)
        return NULL;
    n += select(fd + 1, set, NULL, NULL, &some);
//       ^^^^^^ info[blocking-call-with-gil] (high)
    return PyLong_FromLong(n);
}

PyObject *open_file(const char *name)
{
    return PyLong_FromLong(open(name, O_RDONLY));
//                         ^^^^ info[blocking-call-with-gil]
}
