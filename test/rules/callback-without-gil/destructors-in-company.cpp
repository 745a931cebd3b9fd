// A destructor runs wherever the last owner is: without the GIL, where the rest of the class, or a class beside it, takes it.
#include <memory>
#include <utility>
#include <library/pipeline.h>
#include <pybind11/pybind11.h>

namespace py = pybind11;

class Output : public library::Pipeline {
public:
    explicit Output(py::object stream) : stream_(std::move(stream)) {}
    void write(const char *data, size_t size) override
//       ^^^^^ error[callback-without-gil]
    {
        py::gil_scoped_acquire acquire;
        stream_.attr("write")(py::bytes(data, size));
    }

private:
    py::object stream_;
};

class Counted : public library::Pipeline {
public:
    explicit Counted(PyObject *stream) : stream_(stream) { Py_INCREF(stream_); }
    ~Counted() { Py_DECREF(stream_); }
//  ^^^^^^^^ error[callback-without-gil]
    void write(const char *data, size_t size) override
    {
        py::gil_scoped_acquire acquire;
        PyObject_CallMethod(stream_, "write", "y#", data, (Py_ssize_t)size);
    }

private:
    PyObject *stream_;
};

class Taking : public library::Buffer {
public:
    ~Taking()
    {
        py::gil_scoped_acquire acquire;
        Py_CLEAR(object_);
    }

private:
    PyObject *object_;
};

class Beside : public library::Buffer {
public:
    ~Beside() { Py_CLEAR(object_); }
//  ^^^^^^^ error[callback-without-gil]

private:
    PyObject *object_;
};

class Elsewhere : public library::Stream {
public:
    ~Elsewhere() { Py_CLEAR(object_); }

private:
    PyObject *object_;
};

class Emptied : public library::Pipeline {
public:
    ~Emptied() override
    {
        py::gil_scoped_acquire acquire;
        stream_ = py::none();
        stream_.release().dec_ref();
    }
    void write(const char *data, size_t size) override
    {
        py::gil_scoped_acquire acquire;
        stream_.attr("write")(py::bytes(data, size));
    }

private:
    py::object stream_;
};

class Automatic : public library::Pipeline {
public:
    explicit Automatic(py::object stream) : stream_(std::move(stream)) {}
    void write(const char *data, size_t size) override
    {
        py::gil_scoped_acquire acquire;
        stream_.attr("write")(py::bytes(data, size));
    }

private:
    py::object stream_;
};

void connect(library::Reader &reader, py::object stream)
{
    reader.add(std::make_shared<Output>(stream));
    reader.add(new Counted(stream.ptr()));
    reader.add(std::make_unique<Emptied>());
    reader.buffer(std::make_shared<Taking>());
    reader.buffer(std::make_shared<Beside>());
    reader.stream(std::make_shared<Elsewhere>());
    Automatic automatic(stream);
    reader.run(automatic);
}
