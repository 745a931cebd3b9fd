// Annotations say what no source says: these functions are in a library.
#include <Python.h>

/* gilint: needs-gil */
extern void log_to_python(const char *text);

/* gilint: gil-free */
extern int tag_of(PyObject *object);

/* gilint: needs-gil */
#define TRACE(text) trace_hook(text)
extern void (*trace_hook)(const char *text);

static PyObject *run(PyObject *self, PyObject *object)
{
    int tag;

    Py_BEGIN_ALLOW_THREADS
    tag = tag_of(object);
    Py_END_ALLOW_THREADS
    log_to_python("done");
    TRACE("done");
    return PyLong_FromLong(tag);
}
