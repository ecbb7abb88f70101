"""
What happens once in a program, with all that is imported and set up then, in a process of its own.

    python3 fresh.py pool     prints seconds from the constructor to the first call, and from the last call to the end
    python3 fresh.py loop     prints seconds of asyncio.run
"""
import subprocess
import sys
import time

now = time.perf_counter


def fresh(what):
    """The numbers that this script prints."""
    done = subprocess.run([sys.executable, "-B", __file__, what], stdout=subprocess.PIPE, check=True, timeout=8)
    return [float(number) for number in done.stdout.split()]


def pool():
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork")
    began = now()
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        first = executor.submit(now).result()
        ending = now()
    return first - began, now() - ending


def loop():
    import asyncio

    async def nothing():
        pass

    began = now()
    asyncio.run(nothing())
    return (now() - began,)


if __name__ == "__main__":
    print(*{"pool": pool, "loop": loop}[sys.argv[1]]())
