// The function asks whether it has the GIL, and waits for the lock without it either way.
#include <Python.h>
#include <pthread.h>

static pthread_mutex_t pool = PTHREAD_MUTEX_INITIALIZER;

void enter(void)
{
    if (PyGILState_Check()) {
        PyThreadState *save = PyEval_SaveThread();
        pthread_mutex_lock(&pool);
        PyEval_RestoreThread(save);
    }
    else {
        pthread_mutex_lock(&pool);
    }
}

static pthread_mutex_t queue = PTHREAD_MUTEX_INITIALIZER;

void enter_early(void)
{
    int held = PyGILState_Check();
    if (!held) {
        pthread_mutex_lock(&queue);
        pthread_mutex_unlock(&queue);
        return;
    }
    PyThreadState *save = PyEval_SaveThread();
    pthread_mutex_lock(&queue);
    PyEval_RestoreThread(save);
    pthread_mutex_unlock(&queue);
}

static pthread_mutex_t table = PTHREAD_MUTEX_INITIALIZER;

// The wrong way round.
void enter_wrongly(void)
{
    if (!PyGILState_Check()) {
        PyGILState_STATE state = PyGILState_Ensure();
        PyThreadState *save = PyEval_SaveThread();
        pthread_mutex_lock(&table);
        PyEval_RestoreThread(save);
        pthread_mutex_unlock(&table);
        PyGILState_Release(state);
    }
    else {
        pthread_mutex_lock(&table);
//      ^^^^^^^^^^^^^^^^^^ warning[lock-order-with-gil]
        pthread_mutex_unlock(&table);
    }
}
