#include "include-loop.c"
#include "include-loop.h"
#include "../broken/include-loop.h"
