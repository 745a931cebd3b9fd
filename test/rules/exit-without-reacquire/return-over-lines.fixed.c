// A return statement that goes on over several lines is marked as a whole.
#include <Python.h>

extern int scan(const char *text, int depth,
                int limit);

static int count(const char *text, int depth)
{
    Py_BEGIN_ALLOW_THREADS
    if (depth > 3) {
        int result = scan(text, depth,
                    100);
        Py_BLOCK_THREADS
        return result;
    }
    depth = scan(text, depth, 10);
    Py_END_ALLOW_THREADS
    return depth;
}
