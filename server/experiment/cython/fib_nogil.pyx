# cython: language_level=3
# Fibonacci in C, with the GIL released around it: two threads use two cores.


cdef unsigned long long fibonacci(unsigned long long n) noexcept nogil:
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def fib(unsigned long long n):
    cdef unsigned long long result
    with nogil:
        result = fibonacci(n)
    return result
