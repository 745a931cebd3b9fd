// A table of callbacks: most of them take the GIL themselves, which tells how all of them are called.
#include <Python.h>

#define LIB_OP_SUCCESS 0
struct lib_stream { void *impl; };
extern int lib_raise_error(int code);
extern int lib_is_running(void);

static int ensure(PyGILState_STATE *state)
{
    if (lib_is_running()) {
        *state = PyGILState_Ensure();
        return LIB_OP_SUCCESS;
    }
    return lib_raise_error(1);
}

static int stream_seek(struct lib_stream *stream, long to)
{
    PyGILState_STATE state;
    if (ensure(&state))
        return -1;
    Py_XDECREF(PyObject_CallMethod(stream->impl, "seek", "l", to));
    PyGILState_Release(state);
    return 0;
}

static int stream_read(struct lib_stream *stream)
{
    PyGILState_STATE state;
    if (ensure(&state))
        return -1;
    Py_XDECREF(PyObject_CallMethod(stream->impl, "read", NULL));
    PyGILState_Release(state);
    return 0;
}

static int stream_length(struct lib_stream *stream)
{
    return stream->impl == NULL;
}

static void stream_release(struct lib_stream *stream)
//          ^^^^^^^^^^^^^^ error[callback-without-gil]
{
    Py_DECREF(stream->impl);
}

/* Called by the module itself, with the GIL. */
static void stream_flush(struct lib_stream *stream)
{
    PyErr_Clear();
}

struct lib_vtable {
    int (*seek)(struct lib_stream *, long);
    int (*read)(struct lib_stream *);
    int (*length)(struct lib_stream *);
    void (*release)(struct lib_stream *);
    void (*flush)(struct lib_stream *);
};

static struct lib_vtable vtable = {
    .seek = stream_seek,
    .read = stream_read,
    .length = stream_length,
    .release = stream_release,
    .flush = stream_flush,
};

static PyObject *flush(PyObject *self, PyObject *args)
{
    struct lib_stream stream = {self};
    vtable.flush(&stream);
    Py_RETURN_NONE;
}

/* What is called in all sorts of states: nothing can be told. */
static void hook_start(void)
{
    PyImport_ImportModule("start");
}

static void hook_name(void)
{
    PyErr_Clear();
}

static void hook_log(void)
{
    PyErr_Print();
}

static void hook_work(void)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyErr_Print();
    PyGILState_Release(state);
}

static void hook_rest(void)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyErr_Clear();
    PyGILState_Release(state);
}

static void (*hooks[])(void) = {hook_start, hook_name, hook_log, hook_work, hook_rest};
