// The conversion of characters keeps its state where it is told to: only without that in the C library's own.
#include <Python.h>
#include <string.h>
#include <wchar.h>

static PyObject *width(PyObject *self, PyObject *args)
{
    const char *text;
    mbstate_t state;
    wchar_t wide;
    size_t read;

    if (!PyArg_ParseTuple(args, "s", &text))
        return NULL;
    memset(&state, 0, sizeof state);
    Py_BEGIN_ALLOW_THREADS
    read = mbrtowc(&wide, text, strlen(text), &state);
    Py_END_ALLOW_THREADS
    return PyLong_FromSize_t(read);
}

static PyObject *width_shared(PyObject *self, PyObject *args)
{
    const char *text;
    wchar_t wide;
    size_t read;

    if (!PyArg_ParseTuple(args, "s", &text))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    read = mbrtowc(&wide, text, strlen(text), NULL);
//         ^^^^^^^ warning[thread-unsafe-call]
    Py_END_ALLOW_THREADS
    return PyLong_FromSize_t(read);
}
