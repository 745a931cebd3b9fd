#include <Python.h>
namespace a { template <typename T> class B : public C<T> { public: ~B() noexcept { try { f<T>(x); } catch (...) { throw; } } auto g() -> decltype(1) { return [&](auto x) mutable { return x; }(1); } }; }

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
