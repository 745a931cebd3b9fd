// A guard of a namespace whose methods are defined under `using namespace`: it is the same by its whole name and without.
#include <Python.h>

namespace locks {
class Unlocker {
public:
    Unlocker();
    ~Unlocker();

private:
    PyThreadState *saved_;
};
}

namespace other {
class Unlocked {
public:
    Unlocked();
    ~Unlocked();

private:
    PyThreadState *saved_;
};
}

class Unlocked {
public:
    Unlocked() {}
    ~Unlocked() {}
};

using namespace locks;

Unlocker::Unlocker() : saved_(PyEval_SaveThread()) {}
Unlocker::~Unlocker() { PyEval_RestoreThread(saved_); }

// What only points to a guard of somebody else's does nothing.
struct Watcher {
    locks::Unlocker *watched;
    int n;
};

PyObject *whole_name(int n)
{
    locks::Unlocker unlocker;
    return PyLong_FromLong(n);
//         ^^^^^^^^^^^^^^^ error[api-call-without-gil]
}

PyObject *short_name(int n)
{
    Unlocker unlocker;
    return PyLong_FromLong(n);
//         ^^^^^^^^^^^^^^^ error[api-call-without-gil]
}

PyObject *another_class(int n)
{
    Unlocked unlocked;
    return PyLong_FromLong(n);
}

int watching(int n)
{
    Unlocker unlocker;
    Watcher watcher;
    watcher.watched = &unlocker;
    watcher.n = n;
    return watcher.n;
}

PyObject *watching_only(int n)
{
    Watcher watcher;
    watcher.watched = nullptr;
    return PyLong_FromLong(n);
}
