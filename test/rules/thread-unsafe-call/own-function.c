// Near miss: the project's own function of that name, with a buffer of the caller's.
#include <Python.h>

struct mounts {
    int next;
    const char *names[8];
};

static const char *getmntent(struct mounts *mounts)
{
    return mounts->names[mounts->next++];
}

static PyObject *first(const char *name)
{
    struct mounts mounts = {0, {name}};
    const char *found;

    Py_BEGIN_ALLOW_THREADS
    found = getmntent(&mounts);
    Py_END_ALLOW_THREADS
    return PyUnicode_FromString(found);
}
