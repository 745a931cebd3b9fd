// Sockets, processes, waits in a row: one region would cover them, so they are one finding.
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
    accept(fd, NULL, NULL);
//  ^^^^^^ note: so may accept
    recv(fd, buffer, sizeof(buffer), 0);
    system("make");
//  ^^^^^^ info[blocking-call-with-gil]
    waitpid(child, &status, 0);
//  ^^^^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(status);
}
