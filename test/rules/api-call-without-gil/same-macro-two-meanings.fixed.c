// Two files include two headers that give one name opposite meanings.
#include <Python.h>
#include "release.h"

extern int bind_it(void);

static PyObject *bind(PyObject *self, PyObject *unused)
{
    int status;

    LDAP_BEGIN_ALLOW_THREADS
    status = bind_it();
    if (status < 0) {
        PyEval_RestoreThread(save_);
        PyErr_Clear();
        save_ = PyEval_SaveThread();
    }
    LDAP_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}
//- release.h
#define LDAP_BEGIN_ALLOW_THREADS { PyThreadState *save_ = PyEval_SaveThread();
#define LDAP_END_ALLOW_THREADS PyEval_RestoreThread(save_); }
//- acquire.h
#define LDAP_BEGIN_ALLOW_THREADS { PyGILState_STATE state_ = PyGILState_Ensure();
#define LDAP_END_ALLOW_THREADS PyGILState_Release(state_); }
//- hooks.c
#include <Python.h>
#include <pthread.h>
#include "acquire.h"

static PyObject *hook;

static void *watch(void *unused)
{
    LDAP_BEGIN_ALLOW_THREADS
    Py_XDECREF(PyObject_CallNoArgs(hook));
    LDAP_END_ALLOW_THREADS
    return unused;
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    return PyLong_FromLong(pthread_create(&thread, NULL, watch, NULL));
}
