// A thread state that is handed to something that keeps it is not lost: the function gives up the GIL for its caller.
#include <Python.h>
#include <pthread.h>

static pthread_key_t saved;

void release_python(void)
{
    PyThreadState *state = PyEval_SaveThread();
    pthread_setspecific(saved, state);
}

void acquire_python(void)
{
    PyEval_RestoreThread(pthread_getspecific(saved));
}

// To look at it is not to keep it.
int forgotten(int more)
{
    PyThreadState *state = PyEval_SaveThread();
    if (state == NULL || more)
        return -1;
//      ^^^^^^^^^^ error[exit-without-reacquire]
    PyEval_RestoreThread(state);
    return 0;
}
