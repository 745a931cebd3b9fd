// Only the authors' build draws: in what people run, an empty macro stands for the function. Traces that a configuration may turn on are
// written by users too.
#include <Python.h>
#include "draw.h"

PyObject *scan(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    draw_line(1, 2);
    note_line(1, 2);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

//- draw.h
#ifdef DRAW_DEBUG
void draw_line(int from, int to);
#else
#define draw_line(...)
#endif

#ifdef HAVE_NOTES
void note_line(int from, int to);
#else
#define note_line(...)
#endif

//- draw.c
#include <stdio.h>

static FILE *drawing;
static FILE *notes;

void open_all(void)
{
    drawing = fopen("debug.svg", "w");
    notes = fopen("notes.txt", "w");
}

void draw_line(int from, int to)
{
    fprintf(drawing, "<line from='%d'", from);
    fprintf(drawing, " to='%d'/>\n", to);
}

void note_line(int from, int to)
{
    fprintf(notes, "%d", from);
//  ^^^^^^^ warning[unguarded-shared-io]
    fprintf(notes, " %d\n", to);
}
