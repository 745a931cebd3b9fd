#include <Python.h>
template <template <class> class T, class = void, bool B = (1 > 2) && (3 < 4)> struct A<T<A<T, void>>>
int f() { return a < b > c < d > (e) << f >> g <=> h; }
A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A<A
void g() { Py_BEGIN_ALLOW_THREADS PyErr_Clear(); Py_END_ALLOW_THREADS }
