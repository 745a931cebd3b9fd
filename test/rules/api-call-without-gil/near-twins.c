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
    if (fd < 0)
        fd = _Py_open(name, O_RDONLY);
//           ^^^^^^^^ error[api-call-without-gil]
    if (wide != NULL)
        name = Py_EncodeLocale(wide, NULL);
//             ^^^^^^^^^^^^^^^ error[api-call-without-gil]
    PyMem_RawFree(wide);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(fd);
}
