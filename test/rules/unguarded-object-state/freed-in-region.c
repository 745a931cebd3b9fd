// The region frees what the object points to: two threads free it twice.
#include <Python.h>
#include <stdlib.h>

typedef struct {
    PyObject_HEAD
    char *rows;
} Cursor;

extern char *fetch(void);

static PyObject *cursor_execute(Cursor *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (self->rows) {
        free(self->rows);
//      ^^^^ info[unguarded-object-state]
        self->rows = NULL;
    }
    self->rows = fetch();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *cursor_fetch(Cursor *self, PyObject *unused)
{
    return PyUnicode_FromString(self->rows);
}
