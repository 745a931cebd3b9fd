// The flag is asked and set in a critical section: while it stands, nobody else is at what the object keeps.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

typedef struct {
    PyObject_HEAD
    char *rest;
    int busy;
} Decoder;

extern char *decode(Decoder *self, const char *rest);

static int enter(Decoder *self)
{
    int entered = 0;
    Py_BEGIN_CRITICAL_SECTION(self);
    if (!self->busy) {
        self->busy = 1;
        entered = 1;
    }
    Py_END_CRITICAL_SECTION();
    return entered;
}

static void leave(Decoder *self)
{
    Py_BEGIN_CRITICAL_SECTION(self);
    self->busy = 0;
    Py_END_CRITICAL_SECTION();
}

static PyObject *process(Decoder *self, PyObject *unused)
{
    if (!enter(self))
        return NULL;
    char *rest = decode(self, self->rest);
    free(self->rest);
    self->rest = rest;
    leave(self);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"process", (PyCFunction)process, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
