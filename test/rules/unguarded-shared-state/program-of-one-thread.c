// Near miss: a program that embeds Python and starts no thread. Nobody but its main function comes to its variables.
#include <Python.h>
#include <stdio.h>
#include <string.h>

extern long compute(int i);

static long count;

static void step(char *words)
{
    Py_BEGIN_ALLOW_THREADS
    count += compute(1);
    printf("%s\n", strtok(words, ","));
    printf("%ld\n", count);
    Py_END_ALLOW_THREADS
}

int main(int argc, char **argv)
{
    Py_Initialize();
    PyRun_SimpleString("import this");
    for (int i = 1; i < argc; i++)
        step(argv[i]);
    return Py_FinalizeEx();
}
