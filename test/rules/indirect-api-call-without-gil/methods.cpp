// Methods are found by class, name and number of arguments; what stays ambiguous is not followed.
#include <Python.h>
#include <memory>
#include <vector>

namespace spam {

class Store {
public:
    void clear() { PyErr_Clear(); }
    void put(int) { count_++; }
    void put(int, int) { PyErr_Clear(); }
    int count() const { return count_; }

private:
    int count_ = 0;
};

class Owner {
public:
    void flush_all();

private:
    void drop() { PyErr_Clear(); }
    Store store_;
    std::vector<int> values_;
};

void Owner::flush_all()
{
    Py_BEGIN_ALLOW_THREADS
    drop();
//  ^^^^ error[indirect-api-call-without-gil]
    store_.clear();
//         ^^^^^ error[indirect-api-call-without-gil]
    this->store_.put(1);
    store_.put(1, 2);
//         ^^^ error[indirect-api-call-without-gil]
    // Not Store's method.
    values_.clear();
    Py_END_ALLOW_THREADS
}

} // namespace spam

void use(spam::Store &store, std::unique_ptr<spam::Store> owned)
{
    Py_BEGIN_ALLOW_THREADS
    store.count();
    store.clear();
//        ^^^^^ error[indirect-api-call-without-gil]
    owned->clear();
//         ^^^^^ error[indirect-api-call-without-gil]
    owned.reset();
    Py_END_ALLOW_THREADS
}
