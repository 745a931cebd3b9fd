// What a call throws skips the region's end as a throw does. What is caught in the region, or cannot throw, is no way out.
#include <stdexcept>
#include <string>
#include <vector>
#include <Python.h>

namespace engine {
int compute(int part);
}
int in_cplusplus(int part);
int quiet(int part) noexcept;
extern "C" {
int in_c(int part);
}

static int checked(int part)
{
    if (part < 0)
        throw std::invalid_argument("part");
    return part;
}

static int deep(int part)
{
    return checked(part) + 1;
}

static int careful(int part)
{
    try {
        return deep(part);
    } catch (const std::exception &) {
        return -1;
    }
}

static int promised(int part) noexcept
{
    return deep(part);
}

static PyObject *by_helper(PyObject *self, PyObject *unused)
{
    int n;
    Py_BEGIN_ALLOW_THREADS
    n = deep(1);
//      ^^^^ error[exit-without-reacquire]
    n += deep(2);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

static PyObject *by_library(PyObject *self, PyObject *unused)
{
    std::string text = "12";
    int n;
    PyThreadState *save = PyEval_SaveThread();
    n = std::stoi(text);
//      ^^^^^^^^^ error[exit-without-reacquire]
    PyEval_RestoreThread(save);
    return PyLong_FromLong(n);
}

static PyObject *only_perhaps(PyObject *self, PyObject *unused)
{
    std::vector<int> parts(3);
    int n;
    Py_BEGIN_ALLOW_THREADS
    n = parts.at(1);
//            ^^ error[exit-without-reacquire]
    Py_END_ALLOW_THREADS
    Py_BEGIN_ALLOW_THREADS
    parts.push_back(n);
    n = engine::compute(n);
//      ^^^^^^^^^^^^^^^ error[exit-without-reacquire]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

static PyObject *nothing_leaves(PyObject *self, PyObject *unused)
{
    int n = 0;
    Py_BEGIN_ALLOW_THREADS
    n = careful(1) + promised(2) + quiet(3) + in_c(4);
    try {
        n += deep(5) + in_cplusplus(6);
    } catch (...) {
        n = -1;
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

static PyObject *handler_without_gil(PyObject *self, PyObject *unused)
{
    int n = 0;
    try {
        Py_BEGIN_ALLOW_THREADS
        n = in_cplusplus(1);
//          ^^^^^^^^^^^^ error[exit-without-reacquire]
        Py_END_ALLOW_THREADS
    } catch (const std::exception &e) {
        PyErr_SetString(PyExc_RuntimeError, e.what());
        return nullptr;
    }
    return PyLong_FromLong(n);
}

static PyObject *c_in_a_try(PyObject *self, PyObject *unused)
{
    int n = 0;
    try {
        n = checked(1);
        Py_BEGIN_ALLOW_THREADS
        n = in_c(n) + quiet(n);
        Py_END_ALLOW_THREADS
        n = checked(n);
    } catch (const std::exception &e) {
        PyErr_SetString(PyExc_RuntimeError, e.what());
        return nullptr;
    }
    return PyLong_FromLong(n);
}

static PyObject *handler_by_hand(PyObject *self, PyObject *unused)
{
    int n = 0;
    PyThreadState *save = nullptr;
    try {
        save = PyEval_SaveThread();
        n = deep(1);
        PyEval_RestoreThread(save);
    } catch (const std::exception &e) {
        PyErr_SetString(PyExc_RuntimeError, e.what());
//      ^^^^^^^^^^^^^^^ error[api-call-without-gil]
        return nullptr;
//      ^^^^^^^^^^^^^^^ error[exit-without-reacquire]
    }
    return PyLong_FromLong(n);
}

static PyObject *handler_takes_it(PyObject *self, PyObject *unused)
{
    int n = 0;
    PyThreadState *save = nullptr;
    try {
        save = PyEval_SaveThread();
        n = deep(1);
        PyEval_RestoreThread(save);
        save = nullptr;
    } catch (const std::exception &e) {
        if (save != nullptr)
            PyEval_RestoreThread(save);
        PyErr_SetString(PyExc_RuntimeError, e.what());
        return nullptr;
    }
    return PyLong_FromLong(n);
}
