"""The same in pure Python, with a lock around the printing only."""

import threading
import time

printing = threading.Lock()


def print_list(strings, delay, gap):
    time.sleep(delay)
    with printing:
        for string in strings:
            print(string, end=" ")
            if gap:
                time.sleep(gap)
        print()
