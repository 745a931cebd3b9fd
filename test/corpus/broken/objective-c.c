#include <Python.h>
@interface Thing : NSObject
- (void)doIt:(int)x;
@end
@implementation Thing
- (void)doIt:(int)x { [self call:@"text"]; ^{ PyErr_Clear(); }(); }
@end

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
