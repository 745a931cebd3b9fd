// A pair of macros that are told the variable.
#include <Python.h>

#define SSL_BEGIN_ALLOW_THREADS(save) { (save) = PyEval_SaveThread(); }
#define SSL_END_ALLOW_THREADS(save) { PyEval_RestoreThread(save); }

extern int handshake(void *ssl);

static PyObject *do_handshake(void *ssl)
{
    PyThreadState *save;
    int status;

    SSL_BEGIN_ALLOW_THREADS(save)
    status = handshake(ssl);
    if (status < 0) {
        PyEval_RestoreThread(save);
        PyErr_SetNone(PyExc_OSError);
        save = PyEval_SaveThread();
    }
    SSL_END_ALLOW_THREADS(save)
    if (status < 0)
        return NULL;
    Py_RETURN_NONE;
}
