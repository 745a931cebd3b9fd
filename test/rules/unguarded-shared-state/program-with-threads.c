// A program that embeds Python and starts a thread: its own variables are shared, what it writes too.
#include <Python.h>
#include <pthread.h>

extern long compute(int i);

static long count;

static void *work(void *unused)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyRun_SimpleString("pass");
    PyGILState_Release(state);
    return NULL;
}

static void step(void)
{
    Py_BEGIN_ALLOW_THREADS
    count += compute(1);
//  ^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
}

int main(int argc, char **argv)
{
    pthread_t thread;

    Py_Initialize();
    pthread_create(&thread, NULL, work, NULL);
    step();
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    return Py_FinalizeEx();
}
