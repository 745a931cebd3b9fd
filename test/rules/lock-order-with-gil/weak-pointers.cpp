// What gives an object back is no lock of a mutex, and a guard without a name is gone at the end of its statement.
#include <Python.h>
#include <memory>
#include <mutex>
#include <thread>

struct Owner
{
    int value;
};

struct Listening
{
    std::weak_ptr<Owner> owner;
    std::mutex mutex;
    PyObject *wake;
};

struct Listener : Listening
{
    void run()
    {
        auto held = owner.lock();
        wake_up();
    }
    void settle()
    {
        std::unique_lock<std::mutex>(mutex);
        wake_up();
    }
    void hold()
    {
        std::unique_lock<std::mutex> guard(mutex);
        wake_up();
    }
    void wake_up()
    {
        PyGILState_STATE gil = PyGILState_Ensure();
        PyObject_CallNoArgs(wake);
        PyGILState_Release(gil);
    }
};

static Listener listener;

static PyObject *start(PyObject *self, PyObject *unused)
{
    std::thread([] { listener.run(); }).detach();
    std::thread([] { listener.settle(); }).detach();
    std::thread([] { listener.hold(); }).detach();
    Py_RETURN_NONE;
}

static PyObject *value(PyObject *self, PyObject *unused)
{
    auto held = listener.owner.lock();
    return PyLong_FromLong(held ? held->value : 0);
}

static PyObject *wait(PyObject *self, PyObject *unused)
{
    std::unique_lock<std::mutex> guard(listener.mutex);
//                               ^^^^^ warning[lock-order-with-gil]
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"start", start, METH_NOARGS, nullptr},
    {"value", value, METH_NOARGS, nullptr},
    {"wait", wait, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
