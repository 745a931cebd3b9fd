// Pointers computed from what an object lends, copies of them, their addresses, and structs that hold them.
#include <Python.h>
#include <sys/uio.h>
#include <unistd.h>

extern int next_record(const char **cursor);
extern void fill(char *data, Py_ssize_t size);
extern int fetch(char **data);
extern char *spare;

static PyObject *behind_an_offset(PyObject *self, PyObject *object)
{
    Py_ssize_t offset = PyByteArray_GET_SIZE(object) / 2, n;
    char *data = PyByteArray_AsString(object) + offset;

    Py_BEGIN_ALLOW_THREADS
    n = read(0, data, offset);
//      ^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *computed_in_the_region(PyObject *self, PyObject *object)
{
    char *data = PyByteArray_AsString(object);
    Py_ssize_t size = PyByteArray_GET_SIZE(object), done = 0, n;

    Py_BEGIN_ALLOW_THREADS
    n = read(0, data + done, size - done);
//      ^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *address_of_an_element(PyObject *self, PyObject *object)
{
    char *data = PyByteArray_AsString(object);
    char *rest = &data[4];

    Py_BEGIN_ALLOW_THREADS
    fill(rest, 4);
//  ^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *cursor_on_it(PyObject *self, PyObject *object)
{
    const char *data = PyByteArray_AsString(object);
    const char *cursor = data;
    int n;

    cursor += 2;
    Py_BEGIN_ALLOW_THREADS
    n = next_record(&cursor);
//      ^^^^^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

static PyObject *one_or_the_other(PyObject *self, PyObject *object)
{
    char *data = object == Py_None ? spare : PyByteArray_AsString(object);

    Py_BEGIN_ALLOW_THREADS
    fill(data, 4);
//  ^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *in_a_struct(PyObject *self, PyObject *object)
{
    struct iovec part;
    ssize_t n;

    part.iov_base = PyByteArray_AsString(object);
    part.iov_len = PyByteArray_GET_SIZE(object);
    Py_BEGIN_ALLOW_THREADS
    n = readv(0, &part, 1);
//      ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *in_an_array_of_structs(PyObject *self, PyObject *object)
{
    struct iovec parts[2];
    ssize_t n;

    parts[0].iov_base = PyByteArray_AsString(object);
    parts[0].iov_len = 4;
    parts[1] = parts[0];
    Py_BEGIN_ALLOW_THREADS
    n = readv(0, parts, 2);
//      ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

static PyObject *written_by_hand(PyObject *self, PyObject *object)
{
    char *data = PyByteArray_AsString(object);
    Py_ssize_t i, size = PyByteArray_GET_SIZE(object);

    Py_BEGIN_ALLOW_THREADS
    for (i = 0; i < size; i++)
        data[i] = 0;
//      ^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

/* Only the length is asked, which is the struct's own. */
static PyObject *other_field_of_the_struct(PyObject *self, PyObject *object)
{
    struct iovec part;

    part.iov_base = PyByteArray_AsString(object);
    part.iov_len = PyByteArray_GET_SIZE(object);
    Py_BEGIN_ALLOW_THREADS
    sleep(part.iov_len);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(part.iov_len);
}

/* The field gets memory of its own before the region. */
static PyObject *replaced_in_the_struct(PyObject *self, PyObject *object)
{
    struct iovec part;
    ssize_t n;

    part.iov_base = PyByteArray_AsString(object);
    part.iov_len = PyByteArray_GET_SIZE(object);
    part.iov_base = spare;
    Py_BEGIN_ALLOW_THREADS
    n = readv(0, &part, 1);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

/* A length is no pointer. */
static PyObject *length_from_pointers(PyObject *self, PyObject *object)
{
    char *data = PyByteArray_AsString(object);
    Py_ssize_t used = spare - data, n;

    Py_BEGIN_ALLOW_THREADS
    n = read(0, spare, used);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}

/* The variable is filled anew, with the GIL held. */
static PyObject *filled_by_a_call(PyObject *self, PyObject *object)
{
    char *data = PyByteArray_AsString(object);
    Py_ssize_t n;

    fetch(&data);
    Py_BEGIN_ALLOW_THREADS
    n = read(0, data, 1);
    Py_END_ALLOW_THREADS
    return PyLong_FromSsize_t(n);
}
