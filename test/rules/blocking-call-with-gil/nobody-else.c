// Near miss: in the child after a fork there is one thread; on the way out of the process there is nobody to stall.
#include <Python.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void settle(int fd)
{
    if (PyErr_Occurred() == NULL)
        fsync(fd);
}

PyObject *spawn(int fd)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        sleep(1);
        settle(fd);
        _exit(0);
    }
    waitpid(child, &status, 0);
//  ^^^^^^^ info[blocking-call-with-gil] (high)
    return PyLong_FromLong(status);
}

PyObject *give_up(PyObject *self, int fd)
{
    if (PyErr_Occurred() != NULL) {
        fsync(fd);
        exit(1);
    }
    Py_RETURN_NONE;
}
