// PyGObject's macros call through a pointer that another module sets; their names tell what they do.
#include <Python.h>

struct api {
    void (*block_threads)(void);
    void (*unblock_threads)(void);
};

extern struct api *_PyGObject_API;
extern int channel_write(const char *text, size_t n);

#define pyg_block_threads() do { if (_PyGObject_API->block_threads != NULL) (*_PyGObject_API->block_threads)(); } while (0)
#define pyg_unblock_threads() do { if (_PyGObject_API->unblock_threads != NULL) (*_PyGObject_API->unblock_threads)(); } while (0)

static PyObject *write_chars(const char *text, size_t n)
{
    int status;

    pyg_unblock_threads();
    status = channel_write(text, n);
    pyg_unblock_threads();
//  ^^^^^^^^^^^^^^^^^^^ error[nested-release]
    return PyLong_FromLong(status);
//         ^^^^^^^^^^^^^^^ error[api-call-without-gil]
}

static PyObject *write_line(const char *text, size_t n)
{
    int status;

    pyg_unblock_threads();
    status = channel_write(text, n);
    pyg_block_threads();
    return PyLong_FromLong(status);
}
