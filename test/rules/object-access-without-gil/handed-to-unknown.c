// An object handed to a function of which nothing is known: it may well use it. Low confidence.
#include <Python.h>

extern void inspect(PyObject *object);
extern void crunch(void *data);

static PyObject *run(PyObject *self, PyObject *object)
{
    Py_BEGIN_ALLOW_THREADS
    inspect(object);
//  ^^^^^^^ warning[object-access-without-gil] (low) inspect
    crunch(NULL);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
