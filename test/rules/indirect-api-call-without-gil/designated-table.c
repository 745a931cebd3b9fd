// A table with designated initialisers.
#include <Python.h>

struct codec {
    const char *name;
    int (*run)(void *data);
};

static int run_text(void *data)
{
    Py_XDECREF(PyUnicode_FromString(data));
    return 1;
}

static const struct codec text = {.name = "text", .run = run_text};

static PyObject *run(void *data)
{
    int ok;

    Py_BEGIN_ALLOW_THREADS
    ok = text.run(data);
//            ^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(ok);
}
