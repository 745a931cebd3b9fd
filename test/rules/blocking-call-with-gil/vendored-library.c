// A library whose source is part of the project: what it is known for counts, though nothing it calls says how long it takes. A
// function of the project's own that has such a name does not.
#include <Python.h>

extern int LZ4_compress_default(const char *from, char *to, int size, int room);

PyObject *pack(const char *from, char *to, int size)
{
    return PyLong_FromLong(LZ4_compress_default(from, to, size, size));
//                         ^^^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil] take long
}

static int deflate(char *to)
{
    return to[0];
}

PyObject *let_air_out(char *to)
{
    return PyLong_FromLong(deflate(to));
}
//- lz4.c
int LZ4_compress_default(const char *from, char *to, int size, int room)
{
    for (int i = 0; i < size && i < room; i++)
        to[i] = from[i];
    return size;
}
