// The slots of a type are given one by one: what tp_dealloc gets frees an object that nobody holds, whatever it is called.
#include <Python.h>

typedef struct MDB_env MDB_env;
extern int mdb_env_sync(MDB_env *env, int force);
extern void mdb_env_close(MDB_env *env);

typedef struct {
    PyObject_HEAD
    MDB_env *env;
} Store;

typedef struct {
    PyObject_HEAD
    MDB_env *env;
} Vault;

static PyTypeObject StoreType;
static PyTypeObject VaultType;

static PyObject *StoreSync(PyObject *self, PyObject *unused)
{
    Store *this = (Store *)self;
    int code;

    Py_BEGIN_ALLOW_THREADS
    code = mdb_env_sync(this->env, 1);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(code);
}

static void StoreEnds(PyObject *self)
{
    Store *this = (Store *)self;
    mdb_env_close(this->env);
//  ^^^^^^^^^^^^^ info[blocking-call-with-gil]
    PyObject_Free(self);
}

static PyObject *VaultSync(PyObject *self, PyObject *unused)
{
    Vault *this = (Vault *)self;
    int code;

    Py_BEGIN_ALLOW_THREADS
    code = mdb_env_sync(this->env, 1);
//         ^^^^^^^^^^^^ info[unguarded-object-state]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(code);
}

static PyObject *VaultEnds(PyObject *self, PyObject *unused)
{
    Vault *this = (Vault *)self;
    mdb_env_close(this->env);
//  ^^^^^^^^^^^^^ info[blocking-call-with-gil]
    this->env = NULL;
    Py_RETURN_NONE;
}

static PyMethodDef vault_methods[] = {
    {"sync", VaultSync, METH_NOARGS, NULL},
    {"close", VaultEnds, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef store_methods[] = {
    {"sync", StoreSync, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

int init_types(void)
{
    StoreType.tp_methods = store_methods;
    StoreType.tp_dealloc = StoreEnds;
    VaultType.tp_methods = vault_methods;
    return PyType_Ready(&StoreType) < 0 || PyType_Ready(&VaultType) < 0 ? -1 : 0;
}
