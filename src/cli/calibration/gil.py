"""The GIL among threads that do nothing but compute."""
import sys
import threading

from samples import QUICK, during, facts, latency, now, work


def slices(threads, seconds):
    """Who had the GIL from when to when, one after the other: [began, ended, thread]."""
    logs = [[] for _ in range(threads)]
    together = threading.Barrier(threads)

    def compute(log):
        together.wait()
        began = last = now()
        end = began + seconds
        while last < end:
            for _ in range(20):
                pass
            stamp = now()
            if stamp - last > 1e-3:
                log.append((began, last))
                began = stamp
            last = stamp

    running = [threading.Thread(target=compute, args=(log,)) for log in logs]
    for each in running:
        each.start()
    for each in running:
        each.join()
    found = []
    for began, ended, thread in sorted((*span, index) for index, log in enumerate(logs) for span in log[1:]):
        # A thread that only had to wait for its core goes on with its slice.
        if found and found[-1][2] == thread:
            found[-1][1] = ended
        else:
            found.append([began, ended, thread])
    return found


def hand_overs():
    facts["switch_interval"] = sys.getswitchinterval()
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        raise RuntimeError("this Python has no GIL")
    waits()
    seconds = 0.1 if QUICK else 0.3
    two = slices(2, seconds)
    for (_, ended, _), (after, _, _) in zip(two, two[1:]):
        # Only ever longer by what disturbs: the next holder is awake already.
        work("gil_hand_over", after - ended)
    for threads in (3, 4):
        order = [thread for _, _, thread in slices(threads, seconds)]
        # The one that asks is the one that had to drop the GIL last: all others have seen a switch while they waited.
        for last, asks in zip(order, order[2:]):
            even = 1 / (threads - 1)
            latency("more than even", ((last == asks) - even) / (1 - even))


def waits():
    """A timed wait like the one for the GIL. A slice of a computing thread would say the same on an idle machine only."""
    lock = threading.Lock()
    lock.acquire()
    for _ in during(0.1):
        began = now()
        lock.acquire(timeout=sys.getswitchinterval())
        latency("gil_timer_slack", now() - began - sys.getswitchinterval())
