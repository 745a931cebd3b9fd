// An object whose base, or a field, takes the GIL: its own constructor and destructor run with it. A field is there before the body.
#include <Python.h>

class Taken {
    PyGILState_STATE state_;
    bool released_;

public:
    Taken() : released_(true) { take(); }
    ~Taken() { give(); }
    void take()
    {
        if (!released_)
            return;
        state_ = PyGILState_Ensure();
        released_ = false;
    }
    void give()
    {
        if (!released_) {
            PyGILState_Release(state_);
            released_ = true;
        }
    }
};

class Helper : public Taken {
    PyObject *handler_;

public:
    Helper(const char *name, bool quiet = true);
    ~Helper() { Py_XDECREF(handler_); }
};

class Alone {
    PyObject *handler_;

public:
    Alone(const char *name, bool quiet = true);
    ~Alone() { Py_XDECREF(handler_); }
};

Helper::Helper(const char *name, bool quiet)
{
    handler_ = PyImport_ImportModule(name);
}

Alone::Alone(const char *name, bool quiet)
{
    handler_ = PyImport_ImportModule(name);
}

static void notify(const char *name)
{
    Helper helper(name);
}

static void notify_alone(const char *name)
{
    Alone helper(name);
}

void run(const char *name)
{
    Py_BEGIN_ALLOW_THREADS
    notify(name);
    notify_alone(name);
//  ^^^^^^^^^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
}
