// Near miss: what makes sure of the GIL may be called without it, and before that nothing says that it is held. After it, it is.
#include <Python.h>
#include <unistd.h>

int fill(PyObject *source, int fd, char *buffer)
{
    PyGILState_STATE state;
    int n = (int)read(fd, buffer, 64);

    state = PyGILState_Ensure();
    if (n <= 0 && source == Py_None)
        n = (int)read(fd, buffer, 1);
//               ^^^^ info[blocking-call-with-gil]
    PyGILState_Release(state);
    return n;
}
