// A signal's handlers are anybody's code: one may wait for a thread that needs the GIL. A last reference goes where an object ends.
#include <Python.h>

typedef struct GObject GObject;
typedef struct GClosure GClosure;
extern void g_signal_emit_by_name(GObject *object, const char *name);
extern void g_closure_set_marshal(GClosure *closure, void (*marshal)(GClosure *));
extern void g_object_unref(GObject *object);

typedef struct { PyObject_HEAD GObject *object; } Wrapper;

static void marshal(GClosure *closure)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PySys_WriteStderr("called\n");
    PyGILState_Release(state);
}

static PyObject *connect(PyObject *self, PyObject *capsule)
{
    g_closure_set_marshal(PyCapsule_GetPointer(capsule, NULL), marshal);
    Py_RETURN_NONE;
}

static PyObject *emit(PyObject *op, PyObject *unused)
{
    g_signal_emit_by_name(((Wrapper *)op)->object, "changed");
//  ^^^^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil] (medium) runs handlers
    Py_RETURN_NONE;
}

static void wrapper_dealloc(PyObject *op)
{
    g_object_unref(((Wrapper *)op)->object);
//  ^^^^^^^^^^^^^^ warning[lock-order-with-gil] (medium) last reference
    Py_TYPE(op)->tp_free(op);
}

// min-confidence: medium
static PyObject *replace(PyObject *op, PyObject *capsule)
{
    g_object_unref(((Wrapper *)op)->object);
    ((Wrapper *)op)->object = PyCapsule_GetPointer(capsule, NULL);
    Py_RETURN_NONE;
}
