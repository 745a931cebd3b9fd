// How a call went is kept in the object, in a loop: that is no flag which says that the object is in use.
#include <Python.h>
#include <errno.h>
#include <openssl/ssl.h>

typedef struct {
    PyObject_HEAD
    SSL *ssl;
    int code;
} Secure;

static PyObject *secure_write(Secure *self, PyObject *unused)
{
    int written;

    do {
        Py_BEGIN_ALLOW_THREADS
        written = SSL_write(self->ssl, "hello", 5);
//                ^^^^^^^^^ info[unguarded-object-state]
        if (written < 0)
            self->code = errno;
        else
            self->code = 0;
        Py_END_ALLOW_THREADS
    } while (self->code == EINTR);
    return PyLong_FromLong(written);
}

static PyObject *secure_read(Secure *self, PyObject *unused)
{
    char buffer[64];
    int got;

    Py_BEGIN_ALLOW_THREADS
    got = SSL_read(self->ssl, buffer, sizeof buffer);
    Py_END_ALLOW_THREADS
    return PyBytes_FromStringAndSize(buffer, got);
}
