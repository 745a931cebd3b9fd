// Guards that the project has its own names for.
#include <Python.h>
#include <mutex>

namespace util {
typedef std::mutex Mutex;
typedef std::unique_lock<std::mutex> ScopedLock;
template <typename T> using Locked = std::lock_guard<T>;
}

namespace app {
using util::Mutex;

static Mutex mutex;
static unsigned int known;
static unsigned int seen;
static unsigned int asked;

static PyObject *look(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    util::ScopedLock lock(mutex);
    known |= 1;
    lock.unlock();
    seen |= 1;
//  ^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *ask(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    {
        util::Locked<Mutex> lock(mutex);
        asked++;
    }
    asked--;
//  ^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
}
