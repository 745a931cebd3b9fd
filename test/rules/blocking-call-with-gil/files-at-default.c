// Near miss: at the default confidence, to close a stream or to read a letter of it with the GIL held is not worth a word; a sleep is.
// min-confidence: medium
#include <Python.h>
#include <stdio.h>
#include <unistd.h>

PyObject *touch(FILE *journal)
{
    int letter = fgetc(journal);

    if (letter == EOF)
        return PyErr_SetFromErrno(PyExc_OSError);
    fclose(journal);
    usleep(1000);
//  ^^^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}
