// A table of functions, handed to a call that runs them while the GIL is released.
#include <Python.h>
#include "operations.h"

static PyObject *getattr_hook;

static int get_attributes(const char *path, struct stat *attributes)
//         ^^^^^^^^^^^^^^ error[callback-without-gil]
{
    Py_XDECREF(PyObject_CallFunction(getattr_hook, "s", path));
    return 0;
}

static struct fuse_operations operations = { .getattr = get_attributes };

static PyObject *mount(int argc, char **argv)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = fuse_main(argc, argv, &operations, NULL);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
//- operations.h
struct stat;
#define OPERATIONS struct fuse_operations
OPERATIONS { int (*getattr)(const char *, struct stat *); };
extern int fuse_main(int argc, char **argv, const OPERATIONS *operations, void *data);
