// A lock that is waited for with the GIL where threads are turned off, and without it in every other build.
#include <Python.h>
#include <mutex>

template <class Mutex>
class PatientGuard
{
public:
    explicit PatientGuard(Mutex &mutex) : mutex_(mutex)
    {
#ifdef ONE_THREAD_ONLY
        mutex.lock();
#else
        Py_BEGIN_ALLOW_THREADS
        mutex.lock();
        Py_END_ALLOW_THREADS
#endif
    }
    ~PatientGuard() noexcept { mutex_.unlock(); }

private:
    Mutex &mutex_;
};

template <class Mutex>
class HastyGuard
{
public:
    explicit HastyGuard(Mutex &mutex) : mutex_(mutex)
    {
#ifdef ONE_THREAD_ONLY
        mutex.try_lock();
#else
        mutex.lock();
#endif
    }
    ~HastyGuard() noexcept { mutex_.unlock(); }

private:
    Mutex &mutex_;
};

struct Screen
{
    std::recursive_mutex mutex;
    int frame;
};

extern Screen *screen;

static PyObject *frame_count(PyObject *self, PyObject *unused)
{
    PatientGuard guard(screen->mutex);
    return PyLong_FromLong(screen->frame);
}

static PyObject *last_frame(PyObject *self, PyObject *unused)
{
    HastyGuard guard(screen->mutex);
//             ^^^^^ warning[lock-order-with-gil]
    return PyLong_FromLong(screen->frame);
}

static PyObject *lock_screen(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    screen->mutex.lock();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"frame_count", frame_count, METH_NOARGS, nullptr},
    {"last_frame", last_frame, METH_NOARGS, nullptr},
    {"lock", lock_screen, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
