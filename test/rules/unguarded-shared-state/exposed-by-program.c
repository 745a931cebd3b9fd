// A program of one thread, but Python is given a function of it: Python's threads can call that.
#include <Python.h>

extern long compute(int i);

static long count;

static void step(void)
{
    Py_BEGIN_ALLOW_THREADS
    count += compute(1);
//  ^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
}

static PyObject *host_step(PyObject *self, PyObject *unused)
{
    step();
    return PyLong_FromLong(count);
}

static PyMethodDef host_methods[] = {
    {"step", host_step, METH_NOARGS, NULL},
    {NULL},
};
static struct PyModuleDef host_module = {PyModuleDef_HEAD_INIT, "host", NULL, -1, host_methods};

static PyObject *make_host(void)
{
    return PyModule_Create(&host_module);
}

int main(void)
{
    PyImport_AppendInittab("host", make_host);
    Py_Initialize();
    step();
    return Py_FinalizeEx();
}
