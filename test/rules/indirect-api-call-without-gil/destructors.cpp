// What a class does in its destructor it does where its objects die.
#include <Python.h>

class Reference {
public:
    explicit Reference(PyObject *object) : object_(object) {}
    ~Reference() { Py_XDECREF(object_); }
    PyObject *get() const { return object_; }

private:
    PyObject *object_;
};

void dies_released(PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    {
        Reference reference(object);
    }
//  ^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
}

void dies_later(PyObject *object)
{
    Reference reference(object);
    Py_BEGIN_ALLOW_THREADS
    reference.get();
    Py_END_ALLOW_THREADS
}
