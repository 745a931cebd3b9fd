// A method is not the library's function of the same name.
#include <Python.h>
#include <unistd.h>

class Reader {
public:
    int _read(const char *command);
    int first(PyObject *object);
    int line(int fd, char *buffer);
};

int Reader::_read(const char *command)
{
    return command == nullptr ? 1 : 2;
}

int Reader::first(PyObject *object)
{
    int status = _read("first");
    Py_INCREF(object);
    return status;
}

int Reader::line(int fd, char *buffer)
{
    PyErr_Clear();
    return read(fd, buffer, 80);
//         ^^^^ info[blocking-call-with-gil]
}
