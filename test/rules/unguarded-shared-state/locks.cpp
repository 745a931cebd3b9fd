// Locks of the standard library, and fields that have the name of a static variable.
#include <atomic>
#include <mutex>
#include <Python.h>

static int total;
static std::atomic<int> atomic_total{0};
static std::mutex lock;

class Counter {
public:
    void add(int n)
    {
        total += n;
    }

private:
    int total = 0;
};

void guarded(int n)
{
    Py_BEGIN_ALLOW_THREADS
    std::lock_guard<std::mutex> guard(lock);
    total += n;
    Py_END_ALLOW_THREADS
}

void unlocked(int n, Counter &counter)
{
    Py_BEGIN_ALLOW_THREADS
    {
        std::unique_lock<std::mutex> guard(lock);
        total += n;
        guard.unlock();
        total += n;
//      ^^^^^ warning[unguarded-shared-state]
    }
    counter.add(n);
    atomic_total += n;
    Py_END_ALLOW_THREADS
}
