"""The same in pure Python: sleep() and print() release the GIL, so the lines of different threads mix."""

import time


def print_list(strings, delay, gap):
    time.sleep(delay)
    for string in strings:
        print(string, end=" ")
        if gap:  # even a sleep of no time gives the GIL away
            time.sleep(gap)
    print()
