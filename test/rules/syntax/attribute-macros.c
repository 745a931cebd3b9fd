// Macros that tell the compiler something of a declaration, and are no statements.
#include <Python.h>

extern void free_it(void *pointer);
#define AUTO_FREE __attribute__((cleanup(free_it)))
#define MAYBE_UNUSED __attribute__((unused))

static PyObject *run(PyObject *self, PyObject *name)
{
    AUTO_FREE char *copy = NULL;
    MAYBE_UNUSED int length;
    const MAYBE_UNUSED char *text = "";

    Py_BEGIN_ALLOW_THREADS
    copy = strdup(text);
    AUTO_FREE char *other = strdup(copy);
    Py_INCREF(name);
//  ^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return name;
}
