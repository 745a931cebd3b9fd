// Not reported: who destroys a lock owes it nothing. Who forgets to give one back does.
#include <Python.h>
#include <pthread.h>
#include <stdlib.h>

struct shared {
    pthread_mutex_t lock;
    int references;
};

static void forget(PyObject *self, struct shared *shared)
{
    pthread_mutex_lock(&shared->lock);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    if (--shared->references > 0) {
        pthread_mutex_unlock(&shared->lock);
        return;
    }
    pthread_mutex_destroy(&shared->lock);
    free(shared);
}

static void keep(PyObject *self, struct shared *shared)
{
    pthread_mutex_lock(&shared->lock);
//  ^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    if (shared->references > 0) {
        pthread_mutex_unlock(&shared->lock);
        return;
    }
    shared->references = 1;
}
//<^ warning[lock-order-with-gil]
