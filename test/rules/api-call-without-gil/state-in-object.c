// Macros that keep the saved thread state in the object: still a region.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    void *handle;
    PyThreadState *save;
} Directory;

#define DIR_BEGIN_ALLOW_THREADS(d) { (d)->save = PyEval_SaveThread(); }
#define DIR_END_ALLOW_THREADS(d) { PyThreadState *s = (d)->save; (d)->save = NULL; PyEval_RestoreThread(s); }

extern int dir_unbind(void *handle);

static PyObject *unbind(Directory *self, PyObject *unused)
{
    void *handle = self->handle;
    int status;

    DIR_BEGIN_ALLOW_THREADS(self)
//  ^^^^^^^^^^^^^^^^^^^^^^^ info[unguarded-object-state]
    status = dir_unbind(handle);
    if (status != 0)
        PyErr_SetNone(PyExc_OSError);
//      ^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    DIR_END_ALLOW_THREADS(self)
    if (status != 0)
        return NULL;
    Py_RETURN_NONE;
}
