// The call hides behind the project's own macros; the finding is at the macro's name.
#include <Python.h>

#define RAISE(type, text) (PyErr_SetString((type), (text)), NULL)
#define STATE(module) ((struct state *)PyModule_GetState(module))
#define SQUARE(x) ((x) * (x))

struct state {
    int scale;
};

extern void *scale_surface(void *surface, int by);

static PyObject *scale(PyObject *module, void *surface)
{
    void *scaled = NULL;

    Py_BEGIN_ALLOW_THREADS
    scaled = scale_surface(surface, SQUARE(STATE(module)->scale));
//                                         ^^^^^ error[api-call-without-gil] (high) STATE
    if (scaled == NULL)
        (void)RAISE(PyExc_MemoryError, "no surface");
//            ^^^^^ error[api-call-without-gil] RAISE
    Py_END_ALLOW_THREADS
    return scaled == NULL ? NULL : PyLong_FromVoidPtr(scaled);
}
