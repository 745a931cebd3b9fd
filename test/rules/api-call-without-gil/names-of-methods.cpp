// `using namespace`: a name that is only a method's elsewhere means the library's; in that class it is the method.
#include <boost/python.hpp>

using namespace boost::python;

int spin();

struct Scene {
    int object(int id) const;
    int find(int id) const;
};

int Scene::object(int id) const { return id; }

int Scene::find(int id) const
{
    IECorePython::ScopedGILRelease release;
    return object(id);
}

object difference(const Scene &scene)
{
    int found = scene.find(1);
    IECorePython::ScopedGILRelease release;
    spin();
    return found ? object(found) : object();
//                 ^^^^^^ error[api-call-without-gil]
//                                 ^^^^^^ error[api-call-without-gil]
}

object guarded(const Scene &scene)
{
    int found;
    {
        IECorePython::ScopedGILRelease release;
        found = spin();
        IECorePython::ScopedGILLock lock;
        str text(found);
    }
    return object(found);
}
