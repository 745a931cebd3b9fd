// The library's callback has nothing to do with Python: the wait for its lock is short.
#include <Python.h>

extern void Mix_ChannelFinished(void (*callback)(int channel));
extern int Mix_HaltGroup(int tag);

static volatile int done;

static void finished(int channel)
{
    done = channel;
//  ^^^^ warning[unguarded-shared-state]
}

static PyObject *stop(PyObject *self, PyObject *unused)
{
    Mix_ChannelFinished(finished);
    Mix_HaltGroup(1);
//  ^^^^^^^^^^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}
