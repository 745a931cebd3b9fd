// Every form of a write to a variable with static storage.
#include <Python.h>
#include <string.h>

struct stats {
    int errors;
    int rows[4];
};

static int last, total;
static struct stats stats;
static char name[16];
int exported;

extern int crunch(int part);

static PyObject *run(int part)
{
    static int turn;

    Py_BEGIN_ALLOW_THREADS
    last = crunch(part);
//  ^^^^ warning[unguarded-shared-state]
    total += 2;
//  ^^^^^ warning[unguarded-shared-state]
    ++turn;
//    ^^^^ warning[unguarded-shared-state]
    stats.errors--;
//  ^^^^^^^^^^^^ warning[unguarded-shared-state]
    stats.rows[part] = 1;
//  ^^^^^^^^^^^^^^^^ warning[unguarded-shared-state]
    exported = part;
//  ^^^^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
