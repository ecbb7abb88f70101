"""Threads: sleeping, locks that are waited for, starting and ending, pools."""
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from samples import during, latency, nothing, now, work


def sleeping():
    for _ in during(0.2):
        for asked in (1e-3, 1e-2):
            began = now()
            time.sleep(asked)
            latency("wake_up", now() - began - asked)


def taken_lock():
    lock = threading.Lock()
    lock.acquire()
    return lock


def ping_pong():
    ping, pong = taken_lock(), taken_lock()
    turns = range(500)

    def answer():
        for _ in turns:
            ping.acquire()
            pong.release()

    partner = threading.Thread(target=answer)
    partner.start()
    for _ in turns:
        began = now()
        ping.release()
        pong.acquire()
        latency("thread_wake", (now() - began) / 2)
    partner.join()


def starting():
    """Many at a time: the memory of a thread that has just ended makes the next start cheaper."""
    for _ in during(0.15):
        alive = [started() for _ in range(20)]
        for thread, may_end, stamps in alive:
            may_end.release()
            thread.join()
            latency("last instruction to join", now() - stamps[1])


def started():
    may_end = taken_lock()
    stamps = []

    def child():
        stamps.append(now())
        may_end.acquire()
        stamps.append(now())

    thread = threading.Thread(target=child)
    used, began = time.thread_time(), now()
    thread.start()
    work("thread_create", time.thread_time() - used)
    while not stamps:
        time.sleep(0)
    latency("start to first instruction", stamps[0] - began)
    return thread, may_end, stamps


def pool():
    n = 500
    for _ in during(0.1):
        with ThreadPoolExecutor(1) as executor:
            gate = taken_lock()
            executor.submit(gate.acquire)
            began = now()
            calls = [executor.submit(nothing) for _ in range(n)]
            submitted = now()
            gate.release()
            calls[-1].result()
            work("thread_pool_submit", (submitted - began) / n)
            work("thread_pool_take", (now() - submitted) / n)
