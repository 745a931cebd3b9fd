// Recursion ends: the function needs the GIL because one of its branches does.
#include <Python.h>

struct node {
    struct node *left, *right;
    PyObject *key;
};

static void free_tree(struct node *node)
{
    if (node == NULL)
        return;
    free_tree(node->left);
    free_tree(node->right);
    Py_XDECREF(node->key);
    free(node);
}

static int depth(struct node *node)
{
    int left = node ? depth(node->left) : 0;
    int right = node ? depth(node->right) : 0;
    return 1 + (left > right ? left : right);
}

static PyObject *drop(struct node *tree)
{
    int levels;

    Py_BEGIN_ALLOW_THREADS
    levels = depth(tree);
    Py_END_ALLOW_THREADS
    free_tree(tree);
    return PyLong_FromLong(levels);
}
