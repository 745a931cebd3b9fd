// What a function of the workspace has just allocated is nobody else's, until a thread is started with it.
#include <Python.h>
#include <pthread.h>
#include <stdlib.h>

typedef struct {
    char *data;
    long used;
    long left;
} Sound;

extern long play(char *data);

static Sound *current;

static Sound *create_sound(void)
{
    Sound *sound = malloc(sizeof(Sound));
    memset(sound, 0, sizeof(Sound));
    return sound;
}

static Sound *playing_sound(void)
{
    return current;
}

static void *play_loop(void *arg)
{
    Sound *sound = arg;
    while (play(sound->data) > 0) {
        sound->left--;
        sound->used++;
//      ^^^^^^^^^^^ info[unguarded-object-state]
    }
    return NULL;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    Sound *sound = create_sound();
    sound->left = 4;
    current = sound;
    if (pthread_create(&thread, NULL, play_loop, sound) != 0) {
        sound->left = 0;
        free(sound);
        return PyErr_NoMemory();
    }
    Py_RETURN_NONE;
}

static PyObject *rewind_it(PyObject *self, PyObject *unused)
{
    Sound *sound = playing_sound();
    sound->used = play(NULL);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"start", start, METH_NOARGS, NULL},
    {"rewind", rewind_it, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
