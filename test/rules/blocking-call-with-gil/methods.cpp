// A method of the class with the name of a library function is not that function.
#include <unistd.h>
#include <pybind11/pybind11.h>

namespace py = pybind11;

class File {
public:
    void write(int part) { part_ = part; }
    void write(const char *text) { text_ = text; }
    void both()
    {
        write(1);
        sleep(1);
    }
    void released()
    {
        py::gil_scoped_release release;
        sleep(1);
    }

private:
    int part_ = 0;
    const char *text_ = nullptr;
    py::object owner_;
};

PyObject *wait(PyObject *self, PyObject *unused)
{
    sleep(1);
//  ^^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(1);
}
