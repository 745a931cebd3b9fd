// Shapes of declarations: each function is found, and read whole.
#include <Python.h>
#include <functional>
#include <map>
#include <string>
#include <vector>

template <class T, typename U = std::vector<T>>
class [[nodiscard]] Shapes final : public std::map<int, U> {
public:
    explicit Shapes(int n) noexcept(false) : std::map<int, U>(), n_{n}, text_("{}") { run([this] { return n_; }); }
    Shapes(const Shapes &) = delete;
    virtual ~Shapes() noexcept { Py_BEGIN_ALLOW_THREADS PyErr_Clear(); Py_END_ALLOW_THREADS }
//                                                      ^^^^^^^^^^^ error[api-call-without-gil]
    bool operator()(int a, int b = 3) const { return a < b; }
    operator bool() const { return n_ != 0; }
    auto get() const -> std::pair<int, int> { return {n_, n_}; }
    int tried(std::vector<int> v = {}) try { return v.at(0); } catch (...) { return 0; }

private:
    void run(std::function<int()> f) { f(); }
    int n_ = 1'000;
    std::string text_{R"x(})x"};
};

extern "C" {
PyObject *in_c(PyObject *, PyObject *)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return nullptr;
}
}

static PyMethodDef methods[] = {
    {"in_c", in_c, METH_NOARGS, nullptr},
    {"lambda", [](PyObject *, PyObject *) -> PyObject * {
         Py_BEGIN_ALLOW_THREADS
         PyErr_Clear();
//       ^^^^^^^^^^^ error[api-call-without-gil]
         Py_END_ALLOW_THREADS
         return nullptr;
     }, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
