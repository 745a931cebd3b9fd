// A counter of calls under way, which close looks at: what is in use is not closed.
#include <Python.h>

typedef struct MDB_env MDB_env;
extern int mdb_env_sync(MDB_env *env, int force);
extern void mdb_env_close(MDB_env *env);

typedef struct {
    PyObject_HEAD
    MDB_env *env;
    int users;
} Environment;

static PyObject *environment_sync(Environment *self, PyObject *unused)
{
    int code;

    self->users++;
    Py_BEGIN_ALLOW_THREADS
    code = mdb_env_sync(self->env, 1);
    Py_END_ALLOW_THREADS
    self->users--;
    return PyLong_FromLong(code);
}

static PyObject *environment_close(Environment *self, PyObject *unused)
{
    if (self->users > 0) {
        PyErr_SetString(PyExc_RuntimeError, "in use");
        return NULL;
    }
    mdb_env_close(self->env);
//  ^^^^^^^^^^^^^ info[blocking-call-with-gil]
    self->env = NULL;
    Py_RETURN_NONE;
}
