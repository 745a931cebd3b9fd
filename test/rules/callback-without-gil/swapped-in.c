// A thread that swaps in a thread state of its own has the GIL from then on.
#include <Python.h>
#include <pthread.h>

struct job {
    PyThreadState *state;
    PyObject *callback;
};

static void *swaps_in(void *arg)
{
    struct job *job = arg;
    PyThreadState_Swap(job->state);
    PyObject_CallNoArgs(job->callback);
    PyThreadState_Swap(NULL);
    return NULL;
}

static void *forgets_to(void *arg)
//           ^^^^^^^^^^ error[callback-without-gil]
{
    struct job *job = arg;
    if (job->state != NULL)
        PyThreadState_Swap(job->state);
    PyObject_CallNoArgs(job->callback);
    return NULL;
}

void start(pthread_t *threads, struct job *job)
{
    pthread_create(&threads[0], NULL, swaps_in, job);
    pthread_create(&threads[1], NULL, forgets_to, job);
}
