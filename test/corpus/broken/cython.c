cdef extern from "x.h" nogil:
    int f(int x)

def g(x):
    with nogil:
        f(x)
