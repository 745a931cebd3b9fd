"""Fibonacci compiled by Numba, with the GIL kept throughout: a second thread gains nothing."""

from numba import jit


@jit("uint64(uint64)", nopython=True)
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)
