"""The GIL among threads that do nothing but compute."""
import sys
import threading

from samples import QUICK, facts, latency, now, work


def slices(threads, seconds):
    """Who computed from when to when: (began, ended, thread), in order, without the first and the last."""
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
    return sorted((*span, index) for index, log in enumerate(logs) for span in log[1:])


def hand_overs():
    facts["switch_interval"] = sys.getswitchinterval()
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        raise RuntimeError("this Python has no GIL")
    seconds = 0.15 if QUICK else 0.3
    two = slices(2, seconds)
    for (began, ended, thread), (after, _, other) in zip(two, two[1:]):
        if thread != other:
            latency("gil_hand_over", after - ended)
            # Only ever longer by what disturbs: the holder drops the GIL at once.
            work("slice of the GIL", ended - began)
    for threads in (3, 4):
        order = [thread for _, _, thread in slices(threads, seconds)]
        order = [thread for index, thread in enumerate(order) if thread not in order[max(0, index - 1) : index]]
        # The one that asks is the one that had to drop the GIL last: all others have seen a switch while they waited.
        for last, asks in zip(order, order[2:]):
            even = 1 / (threads - 1)
            latency("more than even", ((last == asks) - even) / (1 - even))
