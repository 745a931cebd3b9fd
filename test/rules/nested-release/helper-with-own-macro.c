// A project macro around a statement, used where the GIL is released already.
#include <Python.h>

#define UNLOCKED(out, e) \
    Py_BEGIN_ALLOW_THREADS \
    out = (e); \
    Py_END_ALLOW_THREADS

extern int db_sync(int fd);
extern int db_close(int fd);

static PyObject *close_db(int fd)
{
    int rc;

    UNLOCKED(rc, db_sync(fd))
    Py_BEGIN_ALLOW_THREADS
    db_close(fd);
    UNLOCKED(rc, db_close(fd))
//  ^^^^^^^^ error[nested-release] (high) UNLOCKED
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(rc);
}
