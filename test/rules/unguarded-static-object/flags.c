// A flag set to a constant, and a number that two threads fill in with the same value: little harm, little confidence.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static int verbose;
static long page;

extern long page_size(void);

static PyObject *set_verbose(PyObject *self, PyObject *unused)
{
    verbose = 1;
//  ^^^^^^^ warning[unguarded-static-object]
    if (page == 0)
        page = page_size();
//      ^^^^ warning[unguarded-static-object]
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"set_verbose", set_verbose, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
