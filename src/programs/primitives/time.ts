/**
 * The module `time`. Time passes only while units wait: a sleep is a step that others may overtake. `cpu` calls
 * `_compute` where time is exact: it takes its time like a sleep, but where there is a GIL only one thread at a time.
 * It is not cut into slices; others' steps take no time and get in between.
 */
export const time = `
def sleep(seconds):
    """Waits; others may run meanwhile."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select io "sleeps":
        after seconds "wakes up":
            pass

def io(seconds=0):
    """Waits for the outside world; others may run meanwhile."""
    if seconds < 0:
        raise ValueError("io length must be non-negative")
    select io "waits for I/O":
        after seconds "has its I/O done":
            pass

class _Processor:
    def __init__(self):
        self._computing = None
shared _processor = _Processor()

def _compute(seconds):
    if seconds < 0:
        raise ValueError("cpu length must be non-negative")
    if _gil():
        select "waits for the GIL":
            when _processor._computing is None "begins to compute":
                _processor._computing = _me()
        select cpu "computes":
            after seconds "has computed":
                _processor._computing = None
    else:
        select cpu "computes":
            after seconds "has computed":
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
    """Seconds since the program began (virtual), waiting included."""
    return _now()
def thread_time():
    """Seconds since the program began (virtual), waiting included."""
    return _now()
def time_ns():
    """Nanoseconds since the program began (virtual)."""
    return _now_ns()
def monotonic_ns():
    """Nanoseconds since the program began (virtual)."""
    return _now_ns()
def perf_counter_ns():
    """Nanoseconds since the program began (virtual)."""
    return _now_ns()
`;
