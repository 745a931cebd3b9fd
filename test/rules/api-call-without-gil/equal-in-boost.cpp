// Boost.Python's objects are asked whether they are equal; pybind11's and nanobind's handles compare pointers.
#include <boost/python.hpp>

namespace bp = boost::python;

bool equal(const bp::object &a, const bp::object &b)
{
    PyThreadState *state = PyEval_SaveThread();
    bool same = bool(a == b);
//                   ^^^^^^ error[api-call-without-gil]
    PyEval_RestoreThread(state);
    return same;
}

bool identical(const bp::object &a, const bp::object &b)
{
    PyThreadState *state = PyEval_SaveThread();
    bool same = a.ptr() == b.ptr();
    PyEval_RestoreThread(state);
    return same;
}
