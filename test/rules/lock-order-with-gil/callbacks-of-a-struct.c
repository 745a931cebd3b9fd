// The music is read through functions in a struct, which take the GIL; the quitting function is plain C, and its caller has the GIL.
#include <Python.h>
#include <stddef.h>

typedef struct SDL_RWops {
    size_t (*read)(struct SDL_RWops *context, void *to, size_t size, size_t n);
    PyObject *file;
} SDL_RWops;

extern void Mix_CloseAudio(void);

static size_t read_from_python(SDL_RWops *context, void *to, size_t size, size_t n)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *got = PyObject_CallMethod(context->file, "read", "n", (Py_ssize_t)(size * n));
    Py_XDECREF(got);
    PyGILState_Release(state);
    return n;
}

static void open_file(SDL_RWops *rw)
{
    rw->read = read_from_python;
}

static void quit_all(void)
{
    Mix_CloseAudio();
}

static PyObject *open(PyObject *self, PyObject *capsule)
{
    open_file(PyCapsule_GetPointer(capsule, NULL));
    Py_RETURN_NONE;
}

static PyObject *quit(PyObject *self, PyObject *unused)
{
    quit_all();
//  ^^^^^^^^ warning[lock-order-with-gil] (high) read_from_python
    Py_RETURN_NONE;
}
