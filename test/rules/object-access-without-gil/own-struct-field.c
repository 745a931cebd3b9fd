// A struct of the program's own may have a field that is called as one of Python's.
#include <Python.h>

#define EXTERN extern

typedef struct page_S page_T;
struct page_S
{
    page_T *tp_next;
    int height;
    unsigned tp_flags;
};

EXTERN page_T *first_page;

static int count_pages(page_T *page)
{
    int n = 0;

    for (; page != NULL; page = page->tp_next)
        n++;
    return n;
}

static PyObject *pages(PyObject *self, PyObject *args)
{
    page_T *page;
    int n = 0;

    Py_BEGIN_ALLOW_THREADS
    for (page = first_page->tp_next; page != NULL; page = page->tp_next)
        n++;
    n += count_pages(first_page);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

static PyObject *flags(PyObject *self, PyObject *args)
{
    page_T few[4] = {{0}};
    page_T *page = few;
    int i, n = 0;

    Py_BEGIN_ALLOW_THREADS
    for (i = 0; i < 4; i++)
        if (page[i].tp_flags & 1)
            n += few[i].tp_flags;
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

static PyObject *type_name(PyObject *self, PyObject *args)
{
    PyTypeObject *type = Py_TYPE(self);
    const char *name;

    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ hint[empty-region]
    name = type->tp_name;
//               ^^^^^^^ warning[object-access-without-gil]
    Py_END_ALLOW_THREADS
    return PyUnicode_FromString(name);
}
