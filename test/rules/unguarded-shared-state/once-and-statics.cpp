// What the standard library does once, or under a lock of its own, is no race; nor is a local variable that is made once.
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <Python.h>

static int total;
static int first;
static int second;
static bool ready;
static std::mutex lock;
static std::mutex other;
static std::shared_mutex shared;
static std::once_flag flag;
static thread_local int own;

int crunch(int part) noexcept;

static const std::map<std::string, int> &table()
{
    // Made by one thread while the others wait.
    static const std::map<std::string, int> sizes = {{"one", 1}};
    return sizes;
}

static void prepare()
{
    ready = true;
}

PyObject *once(PyObject *self, PyObject *unused)
{
    int n = 0;
    Py_BEGIN_ALLOW_THREADS
    std::call_once(flag, prepare);
    std::call_once(flag, [] { total = 1; });
    n = static_cast<int>(table().size());
    own += n;
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

PyObject *locked(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    {
        std::scoped_lock both(lock, other);
        first += crunch(1);
    }
    {
        std::unique_lock<std::shared_mutex> writer(shared);
        second += crunch(2);
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

PyObject *not_locked(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    {
        std::unique_lock<std::mutex> later(lock, std::defer_lock);
        total += crunch(1);
//      ^^^^^ warning[unguarded-shared-state]
    }
    static int calls = 0;
    calls++;
//  ^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
