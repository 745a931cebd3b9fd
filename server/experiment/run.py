"""Runs one variant of the experiment in this process: run.py SETTINGS RESULT.

SETTINGS is JSON; what was measured is written to the file RESULT, as JSON, so that standard output holds the lines
that the threads print and nothing else. Runs on Python 3.6 and newer.
"""

import _thread
import importlib
import json
import mmap
import sys
import threading
import time
import warnings

# Ten thousand threads with the usual stacks of 8 MB would need 80 GB of address space.
MANY = 500
SMALL_STACK = 128 * 1024
RESERVE = 64 * 1024 * 1024  # of address space; it costs no memory


def nanoseconds():
    return int(time.monotonic() * 1e9)


def load(settings):
    """The module under test, and what the interpreter says while loading it."""
    sys.path[0] = settings["folder"]  # and not this file's folder, which has folders named as packages are
    start = time.perf_counter()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        module = importlib.import_module(settings["module"])
    return module, {
        "import": time.perf_counter() - start,
        "warnings": [str(warning.message) for warning in caught],
        "gilEnabled": sys._is_gil_enabled() if hasattr(sys, "_is_gil_enabled") else True,
    }


class Worker:
    """A thread that can be waited for even if the machine has no memory left to begin it.

    Thread.start() waits until the new thread says that it runs, and for ever if it could not.
    """

    def __init__(self, work):
        self.work = work
        self.ran = False
        self.running = _thread.allocate_lock()

    def start(self):
        self.running.acquire()
        _thread.start_new_thread(self.run, ())

    def run(self):
        try:
            self.ran = True
            self.work()
        finally:
            self.running.release()

    def join(self):
        while not self.running.acquire(timeout=0.05 if _thread._count() == 0 else 1):
            if _thread._count() == 0:
                break


def start_all(workers):
    """Starts as many as this machine allows, and leaves those some memory to work with."""
    if len(workers) > MANY:
        threading.stack_size(SMALL_STACK)
    reserve = mmap.mmap(-1, RESERVE)
    try:
        for number, worker in enumerate(workers):
            worker.start()
    except (RuntimeError, MemoryError):
        return workers[:number]
    finally:
        reserve.close()
    return workers


def print_lists(module, settings):
    """Each thread prints one line; thread i's has i % 10 words."""
    rows = []
    marks = getattr(module, "marks", lambda: (None, None, None))

    def task(index):
        words = [str(word) for word in range(index % 10)]

        def work():
            called = nanoseconds()
            module.print_list(words, settings["delay"], settings["gap"])
            left = nanoseconds()
            rows.append((index, (called,) + tuple(marks()) + (left,)))

        return Worker(work)

    workers = [task(index) for index in range(settings["threads"])]
    begin = nanoseconds()
    start = time.perf_counter()
    started = start_all(workers)
    for worker in started:
        worker.join()
    wall = time.perf_counter() - start
    rows.sort()
    ran = [index for index, worker in enumerate(started) if worker.ran]
    return {
        "wall": wall,
        "begin": begin,
        "started": len(ran),
        "asked": [sum(index % 10 == words for index in ran) for words in range(10)],
        "peak": module.peak() if hasattr(module, "peak") else None,
        "rows": [row for index, row in rows[: settings["rows"]]],
    }


def print_one(module, settings):
    """One call in this thread, of a list of strings or of one that is not."""
    module.print_list(["one", "two"] if settings["strings"] else ["one", 2], settings["delay"], settings["gap"])
    return {}


def fibonacci(module, settings):
    """The same work, one after the other and in two threads at once; and whether others can run meanwhile."""
    fib = module.fib
    fib(5)
    number = 20
    while timed(lambda: fib(number)) < settings["seconds"]:
        number += 1
    runs = []
    for _ in range(settings["repeats"]):
        serial = timed(lambda: [fib(number) for _ in range(settings["threads"])])
        threads = [threading.Thread(target=fib, args=(number,)) for _ in range(settings["threads"])]
        wall = timed(lambda: [start.start() for start in threads] + [end.join() for end in threads])
        runs.append({"serial": serial, "wall": wall, "beats": beats_beside(lambda: fib(number))})
    return {"runs": runs}


def beats_beside(work):
    """How often this thread gets the GIL while another does the work; on a busy machine, too, that is either some or none."""
    thread = threading.Thread(target=work)
    thread.start()
    beats = 0
    while thread.is_alive():
        time.sleep(0.001)
        beats += 1
    return beats


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def count(module, settings):
    """The threads count up at the same time, in several calls: while one is inside, the others come in."""
    barrier = threading.Barrier(settings["threads"])

    def work():
        barrier.wait()
        for _ in range(settings["calls"]):
            module.count(settings["times"])

    threads = [threading.Thread(target=work) for _ in range(settings["threads"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {}


WORK = {"print-lists": print_lists, "print-one": print_one, "fibonacci": fibonacci, "count": count}


def dump_no_core():
    """Some variants are meant to die; nobody wants to find their cores."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass


def main():
    dump_no_core()
    settings = json.loads(sys.argv[1])
    module, loaded = load(settings)
    result = WORK[settings["work"]](module, settings)
    with open(sys.argv[2], "w") as file:
        json.dump({"loaded": loaded, "result": result}, file)


if __name__ == "__main__":
    main()
