# cython: language_level=3
# Fibonacci in C, with the GIL kept throughout: a second thread gains nothing.


cdef unsigned long long fibonacci(unsigned long long n) noexcept nogil:
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def fib(unsigned long long n):
    return fibonacci(n)
