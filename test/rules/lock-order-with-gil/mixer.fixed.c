// The library holds its lock while its thread calls back, and the callback waits for the GIL.
#include <Python.h>

extern void Mix_ChannelFinished(void (*callback)(int channel));
extern int Mix_HaltChannel(int channel);
extern int Mix_Volume(int channel, int volume);

static PyObject *sounds[8];

static void finished(int channel)
{
    PyGILState_STATE state = PyGILState_Ensure();
    Py_CLEAR(sounds[channel]);
    PyGILState_Release(state);
}

static PyObject *play(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    Mix_ChannelFinished(finished);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *stop(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    Mix_HaltChannel(-1);
    Py_END_ALLOW_THREADS
    Mix_Volume(-1, 64);
    Py_RETURN_NONE;
}
