// Near miss: the project's own functions are known by what they do, even if they are called Py-something.
#include <Python.h>

static unsigned PySpam_Checksum(const unsigned char *data, Py_ssize_t n)
{
    unsigned sum = 0;
    for (Py_ssize_t i = 0; i < n; i++)
        sum = sum * 31 + data[i];
    return sum;
}

#define PySpam_FOLD(x) (((x) >> 16) ^ ((x) & 0xffff))

static PyObject *checksum(const unsigned char *data, Py_ssize_t n)
{
    unsigned sum;

    Py_BEGIN_ALLOW_THREADS
    sum = PySpam_FOLD(PySpam_Checksum(data, n));
    Py_END_ALLOW_THREADS
    return PyLong_FromUnsignedLong(sum);
}
