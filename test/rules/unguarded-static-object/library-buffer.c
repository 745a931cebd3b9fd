// Each thread has a stream of its own, and all of them get their entries in one buffer of the library; a helper makes the call.
// gilint.toml: select = ["free-threading"]
#include <Python.h>
#include <mntent.h>

static void walk(FILE *mounts, PyObject *list)
{
    struct mntent *entry;

    while ((entry = getmntent(mounts)) != NULL) {
//                  ^^^^^^^^^ warning[unguarded-static-object]
        PyObject *name = PyUnicode_DecodeFSDefault(entry->mnt_dir);
        if (name == NULL || PyList_Append(list, name) < 0)
            return;
        Py_DECREF(name);
    }
}

static PyObject *mounts(PyObject *self, PyObject *unused)
{
    PyObject *list = PyList_New(0);
    FILE *file = setmntent("/proc/mounts", "r");

    if (list != NULL && file != NULL)
        walk(file, list);
    if (file != NULL)
        endmntent(file);
    return list;
}

static PyMethodDef methods[] = {
    {"mounts", mounts, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
