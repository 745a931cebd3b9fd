// A method of the workspace is not meant where the object is a library's, or where several methods of that name would do.
#include <memory>
#include <pybind11/pybind11.h>

long crunch(const char *text) noexcept;

struct Library;

class Local {
public:
    long query(const char *text, bool again);
    long again(const char *text);
};

class Relation {
public:
    long query(const char *text, int depth);
    long counted(const char *text);
    void solve(int limit);
    void begin();
    std::shared_ptr<Library> library;
    std::unique_ptr<Local> local;
};

long Relation::query(const char *text, int depth)
{
    pybind11::gil_scoped_release release;
    library->context()->query(text, false);
    return depth;
}

long Local::again(const char *text)
{
    pybind11::gil_scoped_release release;
    crunch(text);
    return 1;
}

long Relation::counted(const char *text)
{
    Relation *self = this;
    pybind11::gil_scoped_release release;
    self->local->again(text);
//               ^^^^^ error[nested-release]
    return 0;
}

class Engine {
public:
    int solve(int limit = 0, bool loud = false) noexcept;
};

typedef struct {
    Engine *engine;
} Solver;

int Engine::solve(int limit, bool loud) noexcept
{
    return limit + loud;
}

void Relation::solve(int limit)
{
    pybind11::gil_scoped_release release;
    crunch("all");
}

void run(Solver *self)
{
    pybind11::gil_scoped_release release;
    self->engine->solve(3);
}
