// The thread state is kept, in a field that it is compared with, or in a record that a local pointer leads to.
#include <Python.h>
#include <cstdlib>

struct Saved { int id; PyThreadState *state; };
struct App { Saved *saved; };

class Worker {
public:
    void lock();
    void unlock();
    void forget();

private:
    PyThreadState *state_;
    int depth_;
};

void Worker::lock()
{
    if (depth_++ == 0)
        PyEval_RestoreThread(state_);
}

void Worker::unlock()
{
    if (--depth_ == 0) {
        PyThreadState *save = PyEval_SaveThread();
        if (!(state_ == save))
            abort();
    }
}

void Worker::forget()
{
    PyThreadState *save = PyEval_SaveThread();
    if (save == nullptr)
        depth_ = 0;
}
//<^ error[exit-without-reacquire]

void unblock(App *app)
{
    Saved *saved = app->saved;
    int i = 0;

    while (saved[i].id != -1)
        i++;
    saved[i].state = PyEval_SaveThread();
}

void unblock_wrongly()
{
    Saved saved[2];

    saved[1].state = PyEval_SaveThread();
}
//<^ error[exit-without-reacquire]
