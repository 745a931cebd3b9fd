// A type that a library's class has inside is none of the workspace's of that name.
#include <map>
#include <Python.h>

namespace python {

class object {
public:
    ~object() { Py_DECREF(self); }
    PyObject *self;
};

class iterator : public object {
};

}

typedef std::map<int, int> Cache;

static Cache cache;

static int find(int key)
{
    Cache::iterator it = cache.find(key);
    return it->second;
}

static int walk(PyObject *list)
{
    python::iterator it;
    return it.self == list;
}

int run(PyObject *list)
{
    int found;
    Py_BEGIN_ALLOW_THREADS
    found = find(1);
    found += walk(list);
//           ^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    return found;
}
