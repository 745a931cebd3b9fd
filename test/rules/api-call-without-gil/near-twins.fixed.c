// Twins: Py_DecodeLocale allocates raw memory, Py_EncodeLocale Python's; _Py_open raises, _Py_open_noraise does not.
#include <Python.h>
#include <fcntl.h>

static PyObject *open_log(const char *name)
{
    wchar_t *wide;
    int fd;

    Py_BEGIN_ALLOW_THREADS
    wide = Py_DecodeLocale(name, NULL);
    fd = _Py_open_noraise(name, O_RDONLY);
    if (fd < 0) {
        Py_BLOCK_THREADS
        fd = _Py_open(name, O_RDONLY);
        Py_UNBLOCK_THREADS
    }
    if (wide != NULL) {
        Py_BLOCK_THREADS
        name = Py_EncodeLocale(wide, NULL);
        Py_UNBLOCK_THREADS
    }
    PyMem_RawFree(wide);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(fd);
}
