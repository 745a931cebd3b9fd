// Near miss: what is inside depends on the build.
#include <Python.h>

extern int write_jpeg(const char *path);

static PyObject *save_jpeg(const char *path)
{
    int status = -1;

    Py_BEGIN_ALLOW_THREADS
#ifdef WITH_JPEG
    status = write_jpeg(path);
#endif
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
