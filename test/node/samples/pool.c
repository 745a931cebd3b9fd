/* A connection pool: enough of C as it is written to compare parsers on. Größe: 日本 𝒳. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <pthread.h>
#ifdef _WIN32
#  include <winsock2.h>
#else
#  include <sys/socket.h>
#endif

#define CHECK(expr, label)                                                     \
    do {                                                                       \
        if (!(expr)) {                                                         \
            goto label;                                                        \
        }                                                                      \
    } while (0)

typedef struct {
    PyObject_HEAD
    int fd;
    pthread_mutex_t lock;
    struct { char *base; Py_ssize_t len; } buffers[4];
    enum { IDLE, BUSY = 1 << 3 } state : 8;
} PoolObject;

static PyTypeObject Pool_Type;
static const char *const names[] = {"idle", "b\"usy", u8"größe", L'\0' ? "x" "y" : 0};

static int
fill(PoolObject *self, unsigned long long n, int (*visit)(void *, const char *), void *arg)
{
    for (size_t i = 0, j = sizeof(self->buffers) / sizeof *self->buffers; i < n && j--; ++i) {
        if (visit && visit(arg, self->buffers[i % 4].base) < 0)
            return -1;
        else if (i == 0x10UL)
            continue;
    }
    return (int)n;
}

static PyObject *
pool_send(PoolObject *self, PyObject *args)
{
    Py_buffer view = {0};
    Py_ssize_t sent = 0;
    int failed = 0;

    if (!PyArg_ParseTuple(args, "y*:send", &view)) {
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS
    pthread_mutex_lock(&self->lock);
    while (sent < view.len) {
        Py_ssize_t n = send(self->fd, (char *)view.buf + sent, (size_t)(view.len - sent), 0);
        if (n < 0) {
            failed = errno;
            break;
        }
        sent += n;
    }
    pthread_mutex_unlock(&self->lock);
    Py_END_ALLOW_THREADS
#if PY_VERSION_HEX >= 0x030C0000
    PyBuffer_Release(&view);
#else
    if (view.obj != NULL) {
        PyBuffer_Release(&view);
    }
#endif
    switch (failed) {
    case 0:
        break;
    case EAGAIN: case EINTR:
        PyErr_SetFromErrno(PyExc_OSError);
        /* fall through */
    default:
        goto error;
    }
    return PyLong_FromSsize_t(sent);
error:
    Py_XDECREF((PyObject *)NULL);
    return failed ? NULL : Py_None;
}

static int __attribute__((unused)) old_style(a, b) int a; char *b; { return a + *b; }

static PyMethodDef methods[] = {
    {"send", (PyCFunction)pool_send, METH_VARARGS, PyDoc_STR("send(data) -> int")},
    {.ml_name = NULL},
};

PyMODINIT_FUNC
PyInit_pool(void)
{
    static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "pool", .m_size = -1, .m_methods = methods};
    PyObject *module = PyModule_Create(&def);
    CHECK(module != NULL, done);
    int ok = ({ PyModule_AddIntConstant(module, "BUSY", BUSY); });
done:
    return module;
}
