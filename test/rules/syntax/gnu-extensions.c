// Assembly, compound literals, nested initialisers, statement attributes.
#include <Python.h>

extern int crunch(int part);

static PyObject *run(int part)
{
    struct { int a : 3, b[2]; } pair = {.a = 1, .b = {[1] = 2}};
    int status = pair.b[1];

    _Static_assert(sizeof(int) >= 2, "int is too small");
    Py_BEGIN_ALLOW_THREADS
    switch (part) {
    case 1:
        status = crunch((int[]){1, 2, 3}[part % 3]);
        __attribute__((fallthrough));
    default:
        __asm__ volatile ("" : "+r"(status) : : "memory");
    }
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil] (high)
    status = __builtin_expect(status, 0) ?: crunch(2);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
