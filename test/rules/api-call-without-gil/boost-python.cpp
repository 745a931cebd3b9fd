// Boost.Python has no guards of its own: projects write them, and mostly so.
#include <boost/noncopyable.hpp>
#include <boost/python.hpp>

namespace bp = boost::python;

int crunch(int part);

class ScopedGILRelease : private boost::noncopyable {
public:
    ScopedGILRelease() { m_thread_state = PyEval_SaveThread(); }
    ~ScopedGILRelease()
    {
        PyEval_RestoreThread(m_thread_state);
        m_thread_state = NULL;
    }

private:
    PyThreadState *m_thread_state;
};

struct GILAcquire {
    GILAcquire() : state(PyGILState_Ensure()) {}
    ~GILAcquire() { PyGILState_Release(state); }
    PyGILState_STATE state;
};

int run(bp::object callback)
{
    ScopedGILRelease release;
    int n = crunch(1);
    {
        GILAcquire acquire;
        callback(n);
    }
    callback(n);
//  ^^^^^^^^ error[api-call-without-gil]
    return bp::extract<int>(callback);
//         ^^^^^^^^^^^^^^^^ error[api-call-without-gil]
}

bp::list parts(int n)
{
    bp::list result;
    {
        ScopedGILRelease release;
        n = crunch(n);
    }
    result.append(n);
    return result;
}

BOOST_PYTHON_MODULE(spam)
{
    bp::def("run", &run);
    bp::def("parts", &parts);
}
