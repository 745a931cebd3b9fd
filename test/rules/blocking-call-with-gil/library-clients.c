// Clients of databases and the network, by the names their libraries give them; Python is asked in between.
#include <Python.h>
#include <netdb.h>
#include <semaphore.h>
#include <pthread.h>
#include <sys/socket.h>

typedef struct pg_conn PGconn;
typedef struct st_mysql MYSQL;
typedef struct sqlite3_stmt sqlite3_stmt;
extern void *PQexec(PGconn *connection, const char *query);
extern int mysql_query(MYSQL *connection, const char *query);
extern int sqlite3_step(sqlite3_stmt *statement);

static pthread_mutex_t mutex;
static pthread_cond_t condition;

PyObject *clients(PGconn *pg, MYSQL *my, sqlite3_stmt *statement, sem_t *ready)
{
    struct addrinfo *found;
    int status;

    PQexec(pg, "SELECT 1");
//  ^^^^^^ info[blocking-call-with-gil]
    if (PyErr_CheckSignals() < 0)
        return NULL;
    status = mysql_query(my, "SELECT 1");
//           ^^^^^^^^^^^ info[blocking-call-with-gil]
    if (PyErr_CheckSignals() < 0)
        return NULL;
    status += sqlite3_step(statement);
//            ^^^^^^^^^^^^ info[blocking-call-with-gil]
    if (PyErr_CheckSignals() < 0)
        return NULL;
    status += getaddrinfo("localhost", NULL, NULL, &found);
//            ^^^^^^^^^^^ info[blocking-call-with-gil]
    if (PyErr_CheckSignals() < 0)
        return NULL;
    status += sem_wait(ready);
//            ^^^^^^^^ info[blocking-call-with-gil]
    if (PyErr_CheckSignals() < 0)
        return NULL;
    status += pthread_cond_wait(&condition, &mutex);
//            ^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(status);
}
