// One way more on some platforms: `if … else` or `else if …` between #ifdef and #endif is read on all of them.
#include <Python.h>
#include <sys/stat.h>

typedef struct {
    int fd;
    const char *path;
    const wchar_t *wide;
} Target;

static int stat_wide(const wchar_t *path)
{
    wchar_t *copy = PyMem_New(wchar_t, 260);

    PyMem_Free(copy);
    return path == NULL;
}

static PyObject *before(PyObject *self, PyObject *args)
{
    Target target = {-1, NULL, NULL};
    struct stat status;
    int result;

    if (!PyArg_ParseTuple(args, "s", &target.path))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    if (target.fd != -1)
        result = fstat(target.fd, &status);
    else
#ifdef MS_WINDOWS
    if (target.wide != NULL)
        result = stat_wide(target.wide);
//               ^^^^^^^^^ error[indirect-api-call-without-gil]
    else
#endif
        result = stat(target.path, &status);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(result);
}

static PyObject *behind(PyObject *self, PyObject *args)
{
    Target target = {-1, NULL, NULL};
    struct stat status;
    int result;

    if (!PyArg_ParseTuple(args, "s", &target.path))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    if (target.fd != -1)
        result = fstat(target.fd, &status);
#ifdef MS_WINDOWS
    else if (target.wide != NULL)
        result = stat_wide(target.wide);
//               ^^^^^^^^^ error[indirect-api-call-without-gil]
#endif
    else
        result = stat(target.path, &status);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(result);
}

static PyObject *never(PyObject *self, PyObject *args)
{
    Target target = {-1, NULL, NULL};
    struct stat status;
    int result;

    if (!PyArg_ParseTuple(args, "s", &target.path))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
#if 0
    if (target.wide != NULL)
        result = stat_wide(target.wide);
    else
#endif
        result = stat(target.path, &status);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(result);
}
