// The members of a class go after the body of its destructor, and after the guards that live in it.
#include <pybind11/pybind11.h>

namespace py = pybind11;

class Closed {
public:
    ~Closed()
    {
        py::gil_scoped_acquire acquire;
        stream_.attr("close")();
    }
//  ^ error[api-call-without-gil]

private:
    py::object stream_;
};

class Emptied {
public:
    ~Emptied()
    {
        py::gil_scoped_acquire acquire;
        stream_.attr("close")();
        stream_ = py::object();
        callback_.release().dec_ref();
    }

private:
    py::object stream_;
    py::object callback_;
};

class Borrowing {
public:
    ~Borrowing()
    {
        py::gil_scoped_acquire acquire;
        stream_.attr("close")();
    }

private:
    py::handle stream_;
    py::object *other_;
};
