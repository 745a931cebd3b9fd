// What is copied without the GIL is destroyed without it, and the other way about: the class takes it in one of the two only.
#include <utility>
#include <pybind11/pybind11.h>

namespace py = pybind11;

class Copied {
public:
    Copied() = default;
    Copied(const Copied &other)
//  ^^^^^^ error[callback-without-gil]
    {
        py::gil_scoped_acquire acquire;
        object_ = other.object_;
    }

private:
    py::object object_;
};

class Delegating {
public:
    Delegating(const Delegating &other) : Delegating(other.object_) {}
    explicit Delegating(const py::object &object)
//           ^^^^^^^^^^ error[callback-without-gil]
    {
        py::gil_scoped_acquire acquire;
        object_ = object.attr("copy")();
    }

private:
    py::object object_;
};

class Made {
public:
    explicit Made(const py::object &object)
    {
        py::gil_scoped_acquire acquire;
        object_ = object;
    }

private:
    py::object object_;
};

class Complete {
public:
    Complete(const Complete &other)
    {
        py::gil_scoped_acquire acquire;
        object_ = other.object_;
    }
    ~Complete()
    {
        py::gil_scoped_acquire acquire;
        object_ = py::object();
    }

private:
    py::object object_;
};

class Defaulted {
public:
    explicit Defaulted(py::object object) : object_(std::move(object)) {}
    Defaulted(const Defaulted &other) = default;
//  ^^^^^^^^^ error[callback-without-gil]
    Defaulted(Defaulted &&other) = default;
    ~Defaulted()
    {
        py::gil_scoped_acquire acquire;
        object_ = py::object();
    }

private:
    py::object object_;
};

class Moved {
public:
    Moved(const Moved &other) = delete;
    Moved(Moved &&other) = default;
    ~Moved()
    {
        py::gil_scoped_acquire acquire;
        object_ = py::object();
    }

private:
    py::object object_;
};

class Pointed {
public:
    Pointed(const Pointed &other) = default;
    ~Pointed()
    {
        py::gil_scoped_acquire acquire;
        *object_ = py::object();
    }

private:
    py::object *object_;
};

class Parted {
public:
    ~Parted() { give_back(); }
//  ^^^^^^^ error[callback-without-gil]
    void work();

private:
    void give_back()
    {
        if (memory_ == nullptr)
            return;
        py::gil_scoped_acquire acquire;
        PyMem_Free(memory_);
    }
    void *memory_;
    py::object object_;
};

class Closed {
public:
    ~Closed() { close(); }
    void close()
    {
        py::gil_scoped_acquire acquire;
        object_.attr("close")();
    }

private:
    py::object object_;
};

void stop(Closed &closed) { closed.close(); }
