// Stored in a struct that a library declares: its functions call it, and they are called where the GIL is released.
#include <Python.h>
#include "library.h"

struct own {
    long (*size)(struct own *);
};

static long stream_size(SDL_RWops *stream)
//          ^^^^^^^^^^^ error[callback-without-gil]
{
    return PyLong_AsLong(stream->hidden.unknown.data1);
}

static long stream_seek(SDL_RWops *stream)
{
    PyGILState_STATE gstate = PyGILState_Ensure();
    long at = PyLong_AsLong(stream->hidden.unknown.data1);
    PyGILState_Release(gstate);
    return at;
}

static long own_size(struct own *own)
{
    return PyErr_Occurred() != NULL;
}

static SDL_RWops *open_stream(PyObject *file, struct own *own)
{
    SDL_RWops *stream = SDL_AllocRW();

    stream->size = stream_size;
    stream->seek = (long (*)(SDL_RWops *))stream_seek;
    own->size = own_size;
    return stream;
}

static PyObject *load(SDL_RWops *stream)
{
    int status;

    Py_BEGIN_ALLOW_THREADS
    status = SDL_LoadWAV_RW(stream);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
//- library.h
// As much of the library as is needed here, in a way that hides from gilint what is in the struct.
#define OPAQUE(type, fields) typedef struct type##_hidden type; struct type##_hidden fields;
OPAQUE(SDL_RWops, {
    long (*size)(SDL_RWops *);
    long (*seek)(SDL_RWops *);
    union { struct { void *data1; } unknown; } hidden;
})
extern SDL_RWops *SDL_AllocRW(void);
extern int SDL_LoadWAV_RW(SDL_RWops *stream);
