// A guard of the project that keeps the state in a field: it takes the GIL for certain, and has given it back when parameters go.
#include <boost/python.hpp>

using namespace boost::python;

struct Locked {
    Locked() : state(PyGILState_Ensure()) {}
    ~Locked() { PyGILState_Release(state); }
    PyGILState_STATE state;
};

void notify(object callback)
{
    Locked locked;
    if (callback)
        callback();
}
//<^ error[api-call-without-gil]

void listen(library::Session &session, object callback)
{
    session.set_notify(std::bind(&notify, callback));
}
