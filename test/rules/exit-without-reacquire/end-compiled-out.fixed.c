// With the library's support compiled out, the other branch returns from inside the region.
#include <Python.h>

extern int write_jpeg(const char *path);

static PyObject *save_jpeg(const char *path)
{
    int status = 0;

    Py_BEGIN_ALLOW_THREADS
#ifdef WITH_JPEG
    status = write_jpeg(path);
#else
    Py_BLOCK_THREADS
    return NULL;
#endif
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
