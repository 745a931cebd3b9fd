"""Fibonacci compiled by Numba, with the GIL released around it: two threads use two cores."""

from numba import jit


@jit("uint64(uint64)", nopython=True, nogil=True)
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)
