// The type of an object hardly ever changes, however it is read; the number of its items does.
// min-confidence: medium
#include <Python.h>

extern void note(PyTypeObject *type);
extern void count(Py_ssize_t items);

void by_field(PyListObject *list)
{
    Py_BEGIN_ALLOW_THREADS
    note(((PyObject *)list)->ob_type);
    count(((PyVarObject *)list)->ob_size);
//                               ^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
}

void by_macro(PyListObject *list)
{
    Py_BEGIN_ALLOW_THREADS
    note(Py_TYPE(list));
    count(Py_SIZE(list));
//        ^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
}
