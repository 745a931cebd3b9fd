// A method that may give the GIL up and says so in a field, which its caller asks.
#include <Python.h>

class Acquire {
public:
    ~Acquire()
    {
        drop();
        if (release)
            PyEval_SaveThread();
    }

private:
    void drop()
    {
        if (--count == 0) {
            PyThreadState_Clear(state);
            PyThreadState_DeleteCurrent();
            release = false;
        }
    }

    PyThreadState *state = nullptr;
    int count = 1;
    bool release = true;
};

class Forgets {
public:
    ~Forgets()
    {
        drop();
        if (release)
            PyEval_SaveThread();
//          ^^^^^^^^^^^^^^^^^ error[nested-release]
    }

private:
    void drop()
    {
        if (--count == 0) {
            PyThreadState_Clear(state);
            PyThreadState_DeleteCurrent();
        }
    }

    PyThreadState *state = nullptr;
    int count = 1;
    bool release = true;
};
