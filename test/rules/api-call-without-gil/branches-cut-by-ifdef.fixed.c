// Braces that only balance after preprocessing: the function stays whole, and so does its region.
#include <Python.h>
#include <unistd.h>

static PyObject *drain(int fd, int use_pread)
{
    char buffer[512];
    ssize_t n = 0;

    Py_BEGIN_ALLOW_THREADS
#ifdef HAVE_PREAD
    if (use_pread) {
        n = pread(fd, buffer, sizeof(buffer), 0);
    } else {
#else
    {
#endif
        n = read(fd, buffer, sizeof(buffer));
        if (n < 0) {
            Py_BLOCK_THREADS
            PyErr_SetFromErrno(PyExc_OSError);
            Py_UNBLOCK_THREADS
        }
    }
    Py_END_ALLOW_THREADS
    if (n < 0)
        return NULL;
    return PyBytes_FromStringAndSize(buffer, n);
}
