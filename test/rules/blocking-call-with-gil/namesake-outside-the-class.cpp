// A method that a class inherits, of which several could be meant, is not the plain function of that name.
#include <Python.h>
#include <cstdio>

int def(FILE *in, FILE *out, int level)
{
    char buffer[1024];
    return (int)fread(buffer, 1, sizeof buffer, in) + level + (out != nullptr);
}

template <typename Type>
class class_ {
public:
    template <typename Function>
    class_ &def(const char *name, Function &&function, int extra)
    {
        PyErr_Clear();
        return *this;
    }

    template <typename Function>
    class_ &def(const char *name, Function &&function, const char *doc)
    {
        PyErr_Clear();
        return *this;
    }
};

template <typename Type>
class enum_ : public class_<Type> {
public:
    explicit enum_(PyObject *scope)
    {
        PyObject_HasAttrString(scope, "name");
        def("__repr__", scope, 1);
    }
};

PyObject *deflated(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(def(stdin, stdout, 1));
//                         ^^^ info[blocking-call-with-gil]
}
