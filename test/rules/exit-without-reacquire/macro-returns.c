// The return hides in a macro of the project: the finding is at the macro's use.
#include <Python.h>

#define FAIL_IF(condition) do { if (condition) return NULL; } while (0)

extern int decode(void *image);

static PyObject *decode_image(void *image)
{
    int status;

    FAIL_IF(image == NULL);
    Py_BEGIN_ALLOW_THREADS
    status = decode(image);
    FAIL_IF(status < 0);
//  ^^^^^^^ error[exit-without-reacquire]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
