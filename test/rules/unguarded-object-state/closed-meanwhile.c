// Two threads may use one environment, but not while a third one closes it.
#include <Python.h>

typedef struct MDB_env MDB_env;
extern int mdb_env_sync(MDB_env *env, int force);
extern void mdb_env_close(MDB_env *env);

typedef struct {
    PyObject_HEAD
    MDB_env *env;
} Environment;

#define UNLOCKED(out, e) \
    Py_BEGIN_ALLOW_THREADS \
    out = (e); \
    Py_END_ALLOW_THREADS

static PyObject *environment_sync(Environment *self, PyObject *unused)
{
    int code;

    UNLOCKED(code, mdb_env_sync(self->env, 1));
//                 ^^^^^^^^^^^^ info[unguarded-object-state]
    return PyLong_FromLong(code);
}

static void environment_clear(Environment *self)
{
    if (self->env)
        mdb_env_close(self->env);
    self->env = NULL;
}

static PyObject *environment_close(Environment *self, PyObject *unused)
{
    environment_clear(self);
//  ^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}
