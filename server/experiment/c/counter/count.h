/* Counts. Knows nothing of Python. */
#ifndef COUNT_H
#define COUNT_H

/* Adds one to the total, `times` times; returns the total then. */
long count_up(long times);

#endif
