// A handler runs when the scope it belongs to has ended, and the guard in it has given the GIL back.
#include <Python.h>
#include <pybind11/pybind11.h>

namespace py = pybind11;

class Taken {
public:
    Taken() : state(PyGILState_Ensure()) {}
    ~Taken() { PyGILState_Release(state); }

private:
    PyGILState_STATE state;
};

struct Source {
    virtual ~Source() = default;
    virtual bool seekable() = 0;
    virtual void closed() = 0;
    virtual long length() = 0;
};

class PythonSource : public Source {
public:
    bool seekable() override
    {
        try {
            py::gil_scoped_acquire acquire;
            return file.attr("seekable")().cast<bool>();
        } catch (py::error_already_set &error) {
            error.restore();
//                ^^^^^^^ error[api-call-without-gil]
            return false;
        }
    }
    void closed() override
    {
        try {
            Taken taken;
            boost::python::call_method<void>(file.ptr(), "close");
        } catch (...) {
            PyErr_Print();
//          ^^^^^^^^^^^ error[api-call-without-gil]
        }
    }
    long length() override
    {
        py::gil_scoped_acquire acquire;
        try {
            return file.attr("size")().cast<long>();
        } catch (py::error_already_set &error) {
            error.restore();
            return -1;
        }
    }
    long size()
    {
        long result = 0;
        try {
            py::gil_scoped_acquire acquire;
            result = file.attr("size")().cast<long>();
        } catch (const std::exception &) {
            result = -1;
        }
        return result;
    }

private:
    py::object file;
};

/* Nothing tells that it is not called with the GIL, and makes sure of it for all that. */
PyObject *name_of(PyObject *object)
{
    try {
        Taken taken;
        return boost::python::call_method<PyObject *>(object, "name");
    } catch (...) {
        PyErr_Print();
    }
    return nullptr;
}
