#include <Python.h>
void run() { call([&](int n) { if (n) { }
void next(PyObject *o) { auto f = [=, this](auto &&...args) mutable noexcept -> decltype(auto
