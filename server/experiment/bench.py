"""Measures how one statement runs in several threads, and how long it keeps others from the GIL: bench.py SETTINGS RESULT.

SETTINGS is JSON; the figures are written to the file RESULT, as JSON. Each thread runs the set-up for itself. Runs on
Python 3.6 and newer.
"""

import json
import subprocess
import sys
import threading
import time

BEAT = 0.001  # seconds between two wishes for the GIL

# The same beat in a process of its own, which no GIL of ours can hold up: how late this machine wakes anybody.
CONTROL = """
import sys, threading, time
lags, stop = [], []
threading.Thread(target=lambda: stop.append(sys.stdin.read()), daemon=True).start()
sys.stdout.write("ready\\n")
sys.stdout.flush()
while not stop:
    start = time.perf_counter()
    time.sleep(%r)
    lags.append(time.perf_counter() - start - %r)
sys.stdout.write(",".join("%%.6f" %% lag for lag in lags))
""" % (BEAT, BEAT)


def compile_loop(setup, statement):
    """A function run(wait, times): the set-up, then wait(), then the statement so many times."""
    source = "def run(_wait, _times):\n%s\n    _wait()\n    for _turn in range(_times):\n%s\n" % (
        indented(setup or "pass", 1),
        indented(statement or "pass", 2),
    )
    scope = {}
    try:
        exec(compile(source, "<bench>", "exec"), scope)
    except SyntaxError as error:
        raise SystemExit("the set-up or the statement is not Python: %s: %s" % (error.msg, (error.text or "").strip()))
    return scope["run"]


def indented(code, depth):
    return "\n".join("    " * depth + line for line in code.splitlines())


def calibrate(run, least):
    """How often the statement has to run to take at least so many seconds."""
    times = 1
    while True:
        taken = timed(run, times)
        if taken >= least:
            return times
        grown = times * 10 if taken <= least / 20 else int(times * least / taken * 1.2) + 1
        times = max(grown, times + 1)


def timed(run, times):
    start = []
    run(lambda: start.append(time.perf_counter()), times)
    return time.perf_counter() - start[0]


class Heartbeat:
    """A thread that only wants the GIL, once a millisecond, and notes how late it got it."""

    def __enter__(self):
        self.lags = []
        self.stop = False
        self.thread = threading.Thread(target=self.beat)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.stop = True
        self.thread.join()

    def beat(self):
        clock, sleep, note = time.perf_counter, time.sleep, self.lags.append
        while not self.stop:
            start = clock()
            sleep(BEAT)
            note(clock() - start - BEAT)


class Control:
    """The same heartbeat in another process."""

    def __enter__(self):
        self.lags = []
        self.process = subprocess.Popen(
            [sys.executable, "-S", "-c", CONTROL], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.process.stdout.readline()
        return self

    def __exit__(self, *error):
        text = self.process.communicate()[0].decode()
        self.lags = [float(lag) for lag in text.split(",") if lag]


def in_threads(run, threads, times):
    """Seconds from the moment all threads have been set up to the end of the last."""
    barrier = threading.Barrier(threads + 1)
    errors = []

    def work():
        try:
            run(barrier.wait, times)
        except threading.BrokenBarrierError:
            pass
        except BaseException as error:
            errors.append(error)
            barrier.abort()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        pass
    start = time.perf_counter()
    for worker in workers:
        worker.join()
    seconds = time.perf_counter() - start
    if errors:
        raise errors[0]
    return seconds


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Measured:
    """What was seen of one number of threads."""

    def __init__(self, threads):
        self.threads = threads
        self.walls = []
        self.lags = []
        self.control = []

    def measure(self, run, times):
        """Times the work with nobody watching, then notes how a heartbeat fares beside it."""
        self.walls.append(in_threads(run, self.threads, times))
        with Control() as control, Heartbeat() as beat:
            in_threads(run, self.threads, times)
        self.lags += beat.lags
        self.control += control.lags

    def result(self):
        return {
            "threads": self.threads,
            "walls": self.walls,
            "starved": summary(self.lags),
            "control": summary(self.control),
            "gilUnavailable": unavailable(self.lags, self.control),
        }


def summary(lags):
    return {
        "p50": max(0.0, quantile(lags, 0.5)),
        "p99": max(0.0, quantile(lags, 0.99)),
        "max": max([0.0] + lags),
        "beats": len(lags),
    }


def unavailable(lags, control):
    """The share of time in which the GIL could not be had.

    A beat that woke clearly later than the control usually does found the GIL taken. Its wait counts, and so does its
    sleep before, of which nothing else is known than how it ended. What the control shows in the same way is the
    machine's own, and is taken off.
    """
    late = max(2 * quantile(control, 0.5), 0.0002)
    ours, machine = share_late(lags, late), share_late(control, late)
    return max(0.0, (ours - machine) / (1 - machine)) if machine < 1 else 0.0


def share_late(lags, late):
    whole = sum(BEAT + max(0.0, lag) for lag in lags)
    return sum(BEAT + lag for lag in lags if lag > late) / whole if whole else 0.0


def main():
    settings = json.loads(sys.argv[1])
    run = compile_loop(settings["setup"], settings["statement"])
    try:
        times = calibrate(run, settings["seconds"])
        counts = [Measured(threads) for threads in settings["threads"]]
        # In turns, so that a machine that gets busier or calmer does so for all.
        for _ in range(settings["repeats"]):
            for count in counts:
                count.measure(run, times)
    except Exception as error:
        raise SystemExit("the set-up or the statement stopped with %s: %s" % (type(error).__name__, error))
    result = {
        "times": times,
        "gilEnabled": sys._is_gil_enabled() if hasattr(sys, "_is_gil_enabled") else True,
        "counts": [count.result() for count in counts],
    }
    with open(sys.argv[2], "w") as file:
        json.dump(result, file)


if __name__ == "__main__":
    main()
