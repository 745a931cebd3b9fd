// Near miss: what only the import of the module comes to is done before anybody can call anything of it.
#include <Python.h>
#include <stdio.h>
#include <string.h>

extern int library_init(void);
extern long compute(int i);

static long table[256];
static int times;

static void fill(void)
{
    for (int i = 0; i < 256; i++)
        table[i] = compute(i);
    times++;
}

static void report(char *words)
{
    printf("%s\n", strtok(words, ","));
    printf("%ld\n", table[0]);
}

static int engine_exec(PyObject *module)
{
    char words[] = "a,b";

    Py_BEGIN_ALLOW_THREADS
    library_init();
    fill();
    report(words);
    Py_END_ALLOW_THREADS
    return 0;
}

static PyModuleDef_Slot engine_slots[] = {
    {Py_mod_exec, engine_exec},
    {0, NULL},
};
static struct PyModuleDef engine_module = {
    PyModuleDef_HEAD_INIT, .m_name = "engine", .m_slots = engine_slots,
};

PyMODINIT_FUNC PyInit_engine(void)
{
    Py_BEGIN_ALLOW_THREADS
    times = times + (int)compute(1);
    Py_END_ALLOW_THREADS
    return PyModuleDef_Init(&engine_module);
}
