// Words that POSIX uses are those of others too: a class writes to its own text in memory. Numbers need no name server.
#include <Python.h>
#include <netdb.h>
#include <sstream>
#include <sys/socket.h>
#include <unistd.h>

class Text : public std::ostringstream {
public:
    Text()
    {
        write("text", 4);
    }
};

class Output : public std::ostringstream {
public:
    explicit Output(int out)
    {
        ::write(out, "text", 4);
    }
};

static PyObject *in_memory(PyObject *self, PyObject *args)
{
    Text text;
    return PyUnicode_FromString(text.str().c_str());
}

static PyObject *to_file(PyObject *self, PyObject *args)
{
    Output output(1);
//         ^^^^^^ info[blocking-call-with-gil]
    return PyUnicode_FromString(output.str().c_str());
}

static PyObject *number(const struct sockaddr *address, socklen_t size)
{
    char host[64];
    char name[64];

    getnameinfo(address, size, host, sizeof host, nullptr, 0, NI_NUMERICHOST | NI_NUMERICSERV);
    getnameinfo(address, size, name, sizeof name, nullptr, 0, NI_NAMEREQD);
//  ^^^^^^^^^^^ info[blocking-call-with-gil]
    return Py_BuildValue("ss", host, name);
}
