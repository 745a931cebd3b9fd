// What bindings are full of and the grammar cannot read: pointers to members as types, defaults of keywords, destructors of templates.
#include <Python.h>
#include <string>
#include <vector>

#define ROOM_FOR(name, type, count) std::vector<type> name(count)

struct Error {
    std::string message() const;
    template <class... Args> void raise(Args... args) const;
};

void bind_error(Class &bound)
{
    bound.def("message", static_cast<std::string (Error::*)() const>(&Error::message))
        .def("parts", static_cast<std::vector<char> (Error::*)(int, char) const noexcept>(&Error::parts))
        .def("raise", overloaded<int, void (Error::*)(int)>(&Error::raise));
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
}

void tell(int level, int values) noexcept;

void bind_keywords(Class &bound)
{
    bound.def("wait", &wait, (arg("seconds") = 0, bp::arg("flags") = Flags{}));
    Py_BEGIN_ALLOW_THREADS
    tell(1, (bp::arg("seconds") = PyErr_NoMemory(), arg("flags") = 0));
//           ^^^^^^^ error[exit-without-reacquire] (low)
//                                ^^^^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
}

void drop(std::vector<std::vector<char>> &rows)
{
    for (auto &row : rows) row.~vector<char>();
    rows.data()->~vector<char, std::allocator<char>>();
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
}

void make_room(int count)
{
    Py_BEGIN_ALLOW_THREADS
    ROOM_FOR(seen, bool, count);
    ROOM_FOR(sizes, size_t, count);
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
}
