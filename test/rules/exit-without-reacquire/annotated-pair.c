// Annotations of a foreign library's pair: between them the GIL is released.
#include <Python.h>

/* gilint: releases-gil */
extern void ui_leave_python(void);
/* gilint: acquires-gil */
extern void ui_enter_python(void);

extern int ui_step(void);

static PyObject *step(PyObject *self, PyObject *unused)
{
    int status;

    ui_leave_python();
    status = ui_step();
    if (status < 0)
        return NULL;
//      ^^^^^^^^^^^^ error[exit-without-reacquire] (high)
    ui_enter_python();
    return PyLong_FromLong(status);
}
