// A lock that goes with the object a method gives back: it is free again where that object's scope ends.
#include <Python.h>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

class Gate
{
public:
    class Pass
    {
    public:
        explicit Pass(std::mutex *mutex) : mutex_(mutex, [](std::mutex *locked) { locked->unlock(); }) {}

    private:
        std::unique_ptr<std::mutex, void (*)(std::mutex *)> mutex_;
    };

    Pass enter()
    {
        mutex_.lock();
        return Pass(&mutex_);
    }

private:
    std::mutex mutex_;
};

struct Inbox
{
    Gate gate;
    std::mutex plain;
    std::vector<int> values;
    PyObject *wake;
};

static Inbox inbox;

static void on_value(int value)
{
    {
        auto pass = inbox.gate.enter();
        inbox.values.push_back(value);
    }
    PyGILState_STATE gil = PyGILState_Ensure();
    PyObject_CallNoArgs(inbox.wake);
    PyGILState_Release(gil);
}

static void on_loss(int value)
{
    inbox.plain.lock();
    inbox.values.clear();
    PyGILState_STATE gil = PyGILState_Ensure();
    PyObject_CallNoArgs(inbox.wake);
    PyGILState_Release(gil);
    inbox.plain.unlock();
}

static PyObject *count(PyObject *self, PyObject *unused)
{
    auto pass = inbox.gate.enter();
    return PyLong_FromSize_t(inbox.values.size());
}

static PyObject *capacity(PyObject *self, PyObject *unused)
{
    inbox.plain.lock();
//              ^^^^ warning[lock-order-with-gil]
    size_t many = inbox.values.capacity();
    inbox.plain.unlock();
    return PyLong_FromSize_t(many);
}

static PyObject *start(PyObject *self, PyObject *unused)
{
    std::thread(on_value, 1).detach();
    std::thread(on_loss, 2).detach();
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"count", count, METH_NOARGS, nullptr},
    {"start", start, METH_NOARGS, nullptr},
    {"capacity", capacity, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
