// A library that is loaded while the program runs: the names of the C-API are variables, which are filled and looked at, and not called.
#include <stdexcept>
#include <string>

void *symbol(const char *name);

#define LOAD(name)                                              \
  name = reinterpret_cast<decltype(name)>(symbol(#name));       \
  if (!name) {                                                  \
    throw std::runtime_error(std::string("missing: " #name));   \
  }

void load()
{
    LOAD(PyBool_FromLong)
    LOAD(PyEval_RestoreThread)
    LOAD(PyEval_SaveThread)
    LOAD(PyFloat_AsDouble)
    LOAD(Py_CompileString)
}

double called(PyObject *number)
{
    PyThreadState *state = PyEval_SaveThread();
    double value = 0;
    if (PyFloat_AsDouble)
        value = PyFloat_AsDouble(number);
//              ^^^^^^^^^^^^^^^^ error[api-call-without-gil]
    PyEval_RestoreThread(state);
    return value;
}
