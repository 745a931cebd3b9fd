// Parts of a line that are written one by one to std::cout; a stream of the function's own is nobody else's.
#include <iostream>
#include <mutex>
#include <sstream>
#include <string>
#include <Python.h>

static std::mutex lock;

PyObject *print_all(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    for (int i = 0; i < 3; i++) {
        std::cout << "part " << i;
//      ^^^^^^^^^ warning[unguarded-shared-io]
        std::cout << std::endl;
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

PyObject *print_locked(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    {
        std::lock_guard<std::mutex> guard(lock);
        for (int i = 0; i < 3; i++)
            std::cout << "part " << i << std::endl;
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

PyObject *print_own(PyObject *self, PyObject *unused)
{
    std::ostringstream text;
    Py_BEGIN_ALLOW_THREADS
    for (int i = 0; i < 3; i++)
        text << "part " << i << '\n';
    Py_END_ALLOW_THREADS
    return PyUnicode_FromString(text.str().c_str());
}
