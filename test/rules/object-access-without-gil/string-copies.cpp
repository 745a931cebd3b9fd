// A string of C++ copies what it is assigned; a pointer and a view only point to it.
#include <Python.h>
#include <string>
#include <string_view>

extern "C" int store(const char *text) noexcept;

static PyObject *copied(PyObject *self, PyObject *options)
{
    std::string text;
    PyObject *item = PyDict_GetItemString(options, "text");

    if (item)
        text = PyUnicode_AsUTF8(item);
    int failed;
    Py_BEGIN_ALLOW_THREADS
    failed = store(text.c_str());
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}

static PyObject *pointed_to(PyObject *self, PyObject *options)
{
    const char *text = "";
    PyObject *item = PyDict_GetItemString(options, "text");

    if (item)
        text = PyUnicode_AsUTF8(item);
    int failed;
    Py_BEGIN_ALLOW_THREADS
    failed = store(text);
//           ^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}

static PyObject *viewed(PyObject *self, PyObject *options)
{
    std::string_view text;
    PyObject *item = PyDict_GetItemString(options, "text");

    if (item)
        text = PyUnicode_AsUTF8(item);
    int failed;
    Py_BEGIN_ALLOW_THREADS
    failed = store(text.data());
//                      ^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(failed);
}
