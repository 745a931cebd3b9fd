// A library that no table knows: its handle gets a callback, and is used where the GIL is released.
#include <Python.h>

typedef struct lib_compiler lib_compiler;
typedef void (*lib_message)(int line, const char *message, void *data);
typedef void (*lib_done)(void *data);
extern lib_compiler *lib_compiler_create(void);
extern void lib_compiler_set_callback(lib_compiler *compiler, lib_message callback, void *data);
extern void lib_compiler_set_free_func(lib_compiler *compiler, lib_done callback);
extern int lib_compiler_add_string(lib_compiler *compiler, const char *source);
typedef struct lib_settings lib_settings;
extern void lib_settings_set_callback(lib_settings *settings, lib_message callback);

static void on_message(int line, const char *message, void *data)
//          ^^^^^^^^^^ error[callback-without-gil]
{
    PyList_Append(data, Py_None);
}

/* Where it goes the GIL may be held. */
static void free_data(void *data)
{
    Py_XDECREF((PyObject *)data);
}

/* Its handle is never used in a region. */
static void on_setting(int line, const char *message, void *data)
{
    PyErr_SetString(PyExc_ValueError, message);
}

static PyObject *compile(PyObject *self, PyObject *args)
{
    const char *source;
    int status;
    lib_compiler *compiler = lib_compiler_create();
    PyObject *messages = PyList_New(0);

    if (messages == NULL || !PyArg_ParseTuple(args, "s", &source))
        return NULL;
    lib_compiler_set_callback(compiler, on_message, messages);
    lib_compiler_set_free_func(compiler, free_data);
    Py_BEGIN_ALLOW_THREADS
    status = lib_compiler_add_string(compiler, source);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

static PyObject *configure(lib_settings *settings)
{
    lib_settings_set_callback(settings, on_setting);
    Py_RETURN_NONE;
}
