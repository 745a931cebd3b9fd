// Only the destructor closes it, and nobody who runs a method lets go of the object meanwhile.
#include <Python.h>

typedef struct MDB_env MDB_env;
extern int mdb_env_sync(MDB_env *env, int force);
extern void mdb_env_close(MDB_env *env);

typedef struct {
    PyObject_HEAD
    MDB_env *env;
} Environment;

static PyObject *environment_sync(Environment *self, PyObject *unused)
{
    int code;

    Py_BEGIN_ALLOW_THREADS
    code = mdb_env_sync(self->env, 1);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(code);
}

static void environment_dealloc(Environment *self)
{
    Py_BEGIN_ALLOW_THREADS
    mdb_env_close(self->env);
    Py_END_ALLOW_THREADS
    PyObject_Del(self);
}
