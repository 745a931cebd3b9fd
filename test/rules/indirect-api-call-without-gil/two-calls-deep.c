// The chain of calls is followed to the use of the C-API, and shown.
#include <Python.h>

struct surface {
    int width;
};

static struct surface *new_surface(int width)
{
    struct surface *made = PyMem_Malloc(sizeof(*made));
//                         ^^^^^^^^^^^^ note: PyMem_Malloc
    if (made != NULL)
        made->width = width;
    return made;
}

static struct surface *rotated(struct surface *surf)
{
    return new_surface(surf->width);
//         ^^^^^^^^^^^ note: new_surface
}

static PyObject *rotate(struct surface *surf)
{
    struct surface *made;

    Py_BEGIN_ALLOW_THREADS
    made = rotated(surf);
//         ^^^^^^^ error[indirect-api-call-without-gil] (high) rotated
    Py_END_ALLOW_THREADS
    return PyLong_FromVoidPtr(made);
}
