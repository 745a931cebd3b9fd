// The import fills the table, and a method of the module does again: that can run in two threads.
#include <Python.h>

extern long compute(int i);

static long table[256];
static int times;

static void fill(void)
{
    for (int i = 0; i < 256; i++)
        table[i] = compute(i);
//      ^^^^^^^^ warning[unguarded-shared-state]
    times++;
//  ^^^^^ warning[unguarded-shared-state]
}

static PyObject *refill(PyObject *module, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    fill();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static int engine_exec(PyObject *module)
{
    Py_BEGIN_ALLOW_THREADS
    fill();
    Py_END_ALLOW_THREADS
    return 0;
}

static PyMethodDef methods[] = {
    {"refill", refill, METH_NOARGS, NULL},
    {NULL},
};
static PyModuleDef_Slot engine_slots[] = {
    {Py_mod_exec, engine_exec},
    {0, NULL},
};
