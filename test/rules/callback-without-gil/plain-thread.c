// Near miss: a thread that never touches Python needs no GIL.
#include <Python.h>
#include <pthread.h>
#include <unistd.h>

static void *beat(void *argument)
{
    int fd = *(int *)argument;

    while (write(fd, ".", 1) == 1)
        sleep(1);
    return NULL;
}

static PyObject *start(int *fd)
{
    pthread_t thread;
    return PyLong_FromLong(pthread_create(&thread, NULL, beat, fd));
}
