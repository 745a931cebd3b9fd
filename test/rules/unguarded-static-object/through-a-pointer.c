// The state of an arena, reached through a local pointer to it in one function and by name in another.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

struct arena {
    long allocated;
    long reused;
};

static struct arena default_arena;

static PyObject *reset(PyObject *self, PyObject *unused)
{
    struct arena *arena = &default_arena;

    arena->allocated = 0;
//  ^^^^^^^^^^^^^^^^ warning[unguarded-static-object]
    arena->reused = 0;
    Py_RETURN_NONE;
}

static PyObject *allocate(PyObject *self, PyObject *unused)
{
    default_arena.allocated += 1;
//  ^^^^^^^^^^^^^^^^^^^^^^^ warning[unguarded-static-object]
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"reset", reset, METH_NOARGS, ""},
    {"allocate", allocate, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};
