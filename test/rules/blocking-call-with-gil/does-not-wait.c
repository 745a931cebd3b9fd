// Near misses: the same calls, told not to wait.
#include <Python.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

PyObject *look(int fd, pid_t child)
{
    struct pollfd one = {fd, POLLIN, 0};
    char buffer[16];
    int status = 0;

    poll(&one, 1, 0);
    waitpid(child, &status, WNOHANG);
    recv(fd, buffer, sizeof(buffer), MSG_DONTWAIT);
    return PyLong_FromLong(status);
}
