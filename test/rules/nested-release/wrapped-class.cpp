// A class wraps one of the same name in another namespace: what it calls there is not itself.
#include <memory>
#include <pybind11/pybind11.h>

namespace engine::platform {

class Window {
public:
    bool frame();
};

}  // namespace engine::platform

class Window {
public:
    bool frame()
    {
        pybind11::gil_scoped_release released;
        return window_->frame();
    }

    bool twice()
    {
        pybind11::gil_scoped_release released;
        return other_->frame();
//                     ^^^^^ error[nested-release]
    }

private:
    std::unique_ptr<engine::platform::Window> window_;
    std::unique_ptr<Window> other_;
};
