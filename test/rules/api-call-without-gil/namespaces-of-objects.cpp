// Names of a library's namespace, however the file calls it.
#include <list>
#include <string>
#include <boost/python.hpp>

using namespace boost::python;
namespace bpy = boost::python;

int crunch(int part);

struct allow_threads {
    allow_threads() : state(PyEval_SaveThread()) {}
    ~allow_threads() { PyEval_RestoreThread(state); }
    PyThreadState *state;
};

dict settings(int n)
{
    allow_threads guard;
    n = crunch(n);
    dict result;
//       ^^^^^^ error[api-call-without-gil]
    result["n"] = n;
    return result;
}

dict settings_later(int n)
{
    {
        allow_threads guard;
        n = crunch(n);
    }
    dict result;
    result["n"] = n;
    return result;
}

int number(object item, int n)
{
    allow_threads guard;
    bpy::list parts;
//            ^^^^^ error[api-call-without-gil]
    std::list<int> numbers;
    return extract<int>(item);
//         ^^^^^^^^^^^^ error[api-call-without-gil]
}
