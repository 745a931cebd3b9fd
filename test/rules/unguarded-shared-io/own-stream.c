// Near misses: a file of this call's own and a string are shared with nobody.
#include <Python.h>
#include <stdio.h>

static PyObject *dump(const char *path, const char **words)
{
    char line[80];

    Py_BEGIN_ALLOW_THREADS
    FILE *file = fopen(path, "w");
    if (file != NULL) {
        while (*words != NULL)
            fprintf(file, "%s\n", *words++);
        fputs("end\n", file);
        fclose(file);
    }
    sprintf(line, "%s", path);
    sprintf(line, "%s", path);
    Py_END_ALLOW_THREADS
    return PyUnicode_FromString(line);
}
