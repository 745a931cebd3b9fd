// Handed to a library function that no table knows, where the GIL is released: there it is called.
#include <Python.h>

typedef int (*device_callback)(const char *name, void *context);
extern int EnumerateDevices(device_callback callback, void *context);

static int add_device(const char *name, void *context)
//         ^^^^^^^^^^ error[callback-without-gil]
{
    PyObject *item = PyUnicode_FromString(name);
    int failed = PyList_Append(context, item);
    Py_XDECREF(item);
    return !failed;
}

static int count_device(const char *name, void *context)
{
    PyObject *item = PyUnicode_FromString(name);
    Py_XDECREF(item);
    return item != NULL;
}

static PyObject *list_devices(PyObject *self, PyObject *args)
{
    PyObject *list = PyList_New(0);

    if (list == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    EnumerateDevices(add_device, list);
//  ^^^^^^^^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    EnumerateDevices(count_device, list);
    return list;
}
