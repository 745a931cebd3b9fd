// Near misses: everything a type hands to Python is called with the GIL held.
#include <Python.h>

static PyObject *cache;

static void spam_dealloc(PyObject *self)
{
    Py_CLEAR(cache);
    Py_TYPE(self)->tp_free(self);
}

static PyObject *spam_get(PyObject *self, void *closure)
{
    Py_INCREF(cache);
    return cache;
}

static int spam_exec(PyObject *module)
{
    cache = PyDict_New();
    return cache == NULL ? -1 : 0;
}

static PyGetSetDef getset[] = {{"cache", spam_get, NULL, NULL, NULL}, {NULL}};

static PyType_Slot type_slots[] = {
    {Py_tp_dealloc, spam_dealloc},
    {Py_tp_getset, getset},
    {0, NULL},
};

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, spam_exec},
    {0, NULL},
};

static PyTypeObject type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "spam.Spam", .tp_dealloc = spam_dealloc,
};
