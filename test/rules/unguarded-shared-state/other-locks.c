// Near misses: read-write locks, C11 mutexes, spin locks and Windows critical sections are locks too.
#include <Python.h>
#include <pthread.h>
#include <threads.h>

typedef struct { void *owner; } CRITICAL_SECTION;
extern void EnterCriticalSection(CRITICAL_SECTION *section);
extern void LeaveCriticalSection(CRITICAL_SECTION *section);

static pthread_rwlock_t table_lock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_spinlock_t spin;
static mtx_t mutex;
static CRITICAL_SECTION section;
static int rows, turns, calls, windows;

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_rwlock_wrlock(&table_lock);
    rows++;
    pthread_rwlock_unlock(&table_lock);
    pthread_spin_lock(&spin);
    turns++;
    pthread_spin_unlock(&spin);
    mtx_lock(&mutex);
    calls++;
    mtx_unlock(&mutex);
    EnterCriticalSection(&section);
    windows++;
    LeaveCriticalSection(&section);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
