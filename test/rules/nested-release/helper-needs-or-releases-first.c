// What a helper comes to first, on the paths through it and not in the text: its own region, or the C-API.
#include <Python.h>

extern int deflate_all(const char *value, size_t n);
extern int inflate_all(const char *value, size_t n);

/* Near miss for this rule: one path comes to the C-API before the region. */
static int checked(const char *value, size_t n)
{
    int status;

    if (value == NULL) {
        PyErr_SetString(PyExc_ValueError, "no value");
        return -1;
    }
    Py_BEGIN_ALLOW_THREADS
    status = deflate_all(value, n);
    Py_END_ALLOW_THREADS
    return status;
}

/* The same, although the region stands first in the text. */
static int jumping(const char *value, size_t n)
{
    int status;

    if (value == NULL)
        goto missing;
    Py_BEGIN_ALLOW_THREADS
    status = deflate_all(value, n);
    Py_END_ALLOW_THREADS
    return status;
missing:
    PyErr_SetString(PyExc_ValueError, "no value");
    return -1;
}

/* The C-API stands first in the text, but each path has been through the region. */
static int retrying(const char *value, size_t n)
{
    int status;

    goto begin;
failed:
    PyErr_SetString(PyExc_ValueError, "cannot deflate");
    return -1;
begin:
    Py_BEGIN_ALLOW_THREADS
    status = deflate_all(value, n);
    Py_END_ALLOW_THREADS
    if (status < 0)
        goto failed;
    return status;
}

static int raise_nothing(void)
{
    PyErr_SetString(PyExc_ValueError, "no value");
    return -1;
}

/* A helper of the helper uses the C-API first. */
static int through_another(const char *value, size_t n)
{
    if (n == 0)
        return raise_nothing();
    return retrying(value, n);
}

/* And here the region comes first there, too. */
static int through_region(const char *value, size_t n)
{
    if (retrying(value, n) < 0)
        return raise_nothing();
    return 0;
}

/* Two helpers that call each other, with regions on all ways to the C-API. */
static int odd(const char *value, size_t n);

static int even(const char *value, size_t n)
{
    if (n != 0)
        return odd(value, n - 1);
    return through_region(value, n);
}

static int odd(const char *value, size_t n)
{
    return even(value, n - 1);
}

static PyObject *store(const char *value, size_t n)
{
    int status = 0;

    Py_BEGIN_ALLOW_THREADS
    status += inflate_all(value, n);
    status += checked(value, n);
//            ^^^^^^^ error[indirect-api-call-without-gil]
    status += jumping(value, n);
//            ^^^^^^^ error[indirect-api-call-without-gil]
    status += retrying(value, n);
//            ^^^^^^^^ error[nested-release]
    status += through_another(value, n);
//            ^^^^^^^^^^^^^^^ error[indirect-api-call-without-gil]
    status += through_region(value, n);
//            ^^^^^^^^^^^^^^ error[nested-release]
    status += even(value, n);
//            ^^^^ error[nested-release]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
