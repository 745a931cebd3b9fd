// Functions that know nothing of Python, and are bound: Python calls them with the GIL in hand, unless they are bound with a guard.
#include <chrono>
#include <thread>
#include <unistd.h>
#include <pybind11/pybind11.h>

namespace py = pybind11;

static void nap(int seconds)
{
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
}

static void nap_freely(int seconds)
{
    sleep(seconds);
}

/* Nobody binds it. */
static void nap_unheard(int seconds)
{
    sleep(seconds);
}

static void nap_wrapped(int seconds)
{
    sleep(seconds);
}

static void nap_cast(int seconds)
{
    sleep(seconds);
//  ^^^^^ info[blocking-call-with-gil]
}

/* What it makes of a function may release the GIL around it. */
template <typename F>
struct Threaded {
    F inner;
    template <typename... Args>
    auto operator()(Args &&...args) const
    {
        py::gil_scoped_release release;
        return inner(std::forward<Args>(args)...);
    }
};
template <typename F>
Threaded<F> allow_threads(F inner) { return Threaded<F>{inner}; }
#define T_ allow_threads

class Motor {
public:
    void settle()
    {
        while (moving_)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    }
    void park()
    {
        target_ = 0;
        settle();
    }
    int position() const { return position_; }
    void home() { wait_for_switch(); }
//                ^^^^^^^^^^^^^^^ info[blocking-call-with-gil]

private:
    void wait_for_switch() { usleep(1000); }
    bool moving_ = false;
    int position_ = 0;
    int target_ = 0;
};

PYBIND11_MODULE(motors, m)
{
    m.def("nap", &nap);
    m.def("nap_freely", &nap_freely, py::call_guard<py::gil_scoped_release>());
    m.def("nap_wrapped", allow_threads(&nap_wrapped));
    m.def("nap_wrapped_again", T_(nap_wrapped), py::arg("seconds") = 1);
    m.def("doze_wrapped", allow_threads([](int seconds) { sleep(seconds); }));
    m.def("nap_cast", static_cast<void (*)(int)>(&nap_cast));
    m.def("doze", [](int seconds) { sleep(seconds); });
//                                  ^^^^^ info[blocking-call-with-gil]
    m.def("doze_freely", [](int seconds) {
        py::gil_scoped_release release;
        sleep(seconds);
    });
    py::class_<Motor>(m, "Motor")
        .def(py::init<>())
        .def("settle", &Motor::settle, "Waits until it stands still.")
        .def("park", &Motor::park)
        .def("home", &Motor::home)
        .def_property_readonly("position", &Motor::position);
}
