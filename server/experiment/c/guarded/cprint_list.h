/* Prints lists of strings. Knows nothing of Python. */
#ifndef CPRINT_LIST_H
#define CPRINT_LIST_H

/* Sleeps for `delay` seconds, as a slow device would, then prints the strings up to the NULL on one line of standard
   output, pausing for `gap` seconds after each. */
void cprint_list(const char *const *strings, double delay, double gap);

#endif
