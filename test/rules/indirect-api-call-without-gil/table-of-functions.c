// A constant table: what the slot can hold is known, in both tables.
#include <Python.h>

struct codec {
    const char *name;
    int (*run)(void *data);
};

static int run_raw(void *data)
{
    return data != NULL;
}

static int run_text(void *data)
{
    PyObject *text = PyUnicode_FromString(data);
//                   ^^^^^^^^^^^^^^^^^^^^ note: PyUnicode_FromString
    Py_XDECREF(text);
    return text != NULL;
}

static const struct codec codecs[] = {
    {"raw", run_raw},
    {"text", run_text},
};

static PyObject *run(int which, void *data)
{
    int ok;

    Py_BEGIN_ALLOW_THREADS
    ok = codecs[which].run(data);
//                     ^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(ok);
}
