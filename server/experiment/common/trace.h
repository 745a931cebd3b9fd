/* What the experiment measures inside the C functions. Knows nothing of Python; safe to call with or without the GIL. */
#ifndef SPAM_TRACE_H
#define SPAM_TRACE_H

enum trace_point { TRACE_ENTERED, TRACE_SLEPT, TRACE_PRINTED, TRACE_POINTS };

/* Notes the time at which this thread passed a point. ENTERED and PRINTED also count who is inside. */
void trace_mark(enum trace_point point);

/* The nanoseconds at which this thread last passed a point, on the clock of Python's time.monotonic(). */
long long trace_when(enum trace_point point);

/* The rendezvous: the most threads that were ever between ENTERED and PRINTED at once. */
int trace_peak(void);

#endif
