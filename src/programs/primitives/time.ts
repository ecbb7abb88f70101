/** The module `time`. Time passes only while units wait: a sleep is a step that others may overtake. */
export const time = `
def sleep(seconds):
    """Waits; others may run meanwhile."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select "sleeps":
        after seconds "wakes up":
            pass

def io(seconds=0):
    """Waits for the outside world; others may run meanwhile."""
    if seconds < 0:
        raise ValueError("io length must be non-negative")
    select "waits for I/O":
        after seconds "has its I/O done":
            pass

def time():
    """Seconds since the program began (virtual)."""
    return _now()
def monotonic():
    """Seconds since the program began (virtual)."""
    return _now()
def perf_counter():
    """Seconds since the program began (virtual)."""
    return _now()
def process_time():
    """Seconds since the program began (virtual)."""
    return _now()
def thread_time():
    """Seconds since the program began (virtual)."""
    return _now()
def time_ns():
    """Nanoseconds since the program began (virtual)."""
    return int(_now() * 1000000000)
def monotonic_ns():
    """Nanoseconds since the program began (virtual)."""
    return int(_now() * 1000000000)
def perf_counter_ns():
    """Nanoseconds since the program began (virtual)."""
    return int(_now() * 1000000000)
`;
