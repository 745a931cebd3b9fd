// The last reference that keeps a string is given back before the region which reads it.
#include <Python.h>
#include <sys/uio.h>
#include <unistd.h>

extern int open_device(const char *name);
extern void send_part(struct iovec *part);

static PyObject *encoded(PyObject *self, PyObject *object)
{
    PyObject *bytes = PyUnicode_AsUTF8String(object);
    const char *name;
    int fd;

    if (bytes == NULL)
        return NULL;
    name = PyBytes_AsString(bytes);
    Py_DECREF(bytes);
    Py_BEGIN_ALLOW_THREADS
    fd = open_device(name);
//       ^^^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(fd);
}

static PyObject *attribute(PyObject *self, PyObject *object)
{
    PyObject *value = PyObject_GetAttrString(object, "name");
    const char *name = value == NULL ? NULL : PyUnicode_AsUTF8(value);
    int fd;

    Py_XDECREF(value);
    if (name == NULL)
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    fd = open_device(name);
//       ^^^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(fd);
}

static PyObject *behind_the_region(PyObject *self, PyObject *object)
{
    PyObject *bytes = PyUnicode_AsUTF8String(object);
    const char *name;
    int fd;

    if (bytes == NULL)
        return NULL;
    name = PyBytes_AsString(bytes);
    Py_BEGIN_ALLOW_THREADS
    fd = open_device(name);
    Py_END_ALLOW_THREADS
    Py_DECREF(bytes);
    return PyLong_FromLong(fd);
}

/* The caller keeps its argument. */
static PyObject *argument(PyObject *self, PyObject *object)
{
    const char *name = PyUnicode_AsUTF8(object);
    int fd;

    Py_INCREF(object);
    Py_DECREF(object);
    Py_BEGIN_ALLOW_THREADS
    fd = open_device(name);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(fd);
}

/* Somebody else keeps it. */
static PyObject *kept_in_a_list(PyObject *self, PyObject *list)
{
    PyObject *bytes = PyBytes_FromString("tty");
    const char *name = PyBytes_AsString(bytes);
    int fd;

    PyList_Append(list, bytes);
    Py_DECREF(bytes);
    Py_BEGIN_ALLOW_THREADS
    fd = open_device(name);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(fd);
}

/* What the region reads is a copy. */
static PyObject *copied(PyObject *self, PyObject *object)
{
    PyObject *bytes = PyUnicode_AsUTF8String(object);
    const char *text;
    char *name;
    int fd;

    if (bytes == NULL)
        return NULL;
    text = PyBytes_AsString(bytes);
    name = strdup(text);
    Py_DECREF(bytes);
    Py_BEGIN_ALLOW_THREADS
    fd = open_device(name);
    Py_END_ALLOW_THREADS
    free(name);
    return PyLong_FromLong(fd);
}

/* On the way to the region nothing was given back. */
static PyObject *given_back_on_error(PyObject *self, PyObject *object)
{
    PyObject *bytes = PyUnicode_AsUTF8String(object);
    const char *name;
    int fd;

    if (bytes == NULL)
        return NULL;
    name = PyBytes_AsString(bytes);
    if (name == NULL) {
        Py_DECREF(bytes);
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS
    fd = open_device(name);
    Py_END_ALLOW_THREADS
    Py_DECREF(bytes);
    return PyLong_FromLong(fd);
}

/* All of it has been read by then: the field only stayed as it was. */
static PyObject *left_in_a_struct(PyObject *self, PyObject *object)
{
    PyObject *bytes = PyUnicode_AsUTF8String(object);
    struct iovec part;

    if (bytes == NULL)
        return NULL;
    part.iov_base = PyBytes_AsString(bytes);
    part.iov_len = PyBytes_Size(bytes);
    Py_BEGIN_ALLOW_THREADS
    send_part(&part);
    Py_END_ALLOW_THREADS
    Py_DECREF(bytes);
    part.iov_len = 0;
    Py_BEGIN_ALLOW_THREADS
    send_part(&part);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
