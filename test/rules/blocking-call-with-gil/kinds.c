// Sockets, processes, waits: one finding for each call.
#include <Python.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

PyObject *everything(int fd, pid_t child)
{
    struct timespec second = {1, 0};
    char buffer[64];
    int status;
    fd_set set;

    FD_ZERO(&set);
    nanosleep(&second, NULL);
//  ^^^^^^^^^ info[blocking-call-with-gil]
    select(fd + 1, &set, NULL, NULL, NULL);
//  ^^^^^^ info[blocking-call-with-gil]
    accept(fd, NULL, NULL);
//  ^^^^^^ info[blocking-call-with-gil]
    recv(fd, buffer, sizeof(buffer), 0);
//  ^^^^ info[blocking-call-with-gil]
    system("make");
//  ^^^^^^ info[blocking-call-with-gil]
    waitpid(child, &status, 0);
//  ^^^^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(status);
}
