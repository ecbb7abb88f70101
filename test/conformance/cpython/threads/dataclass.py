"""Records that threads fill in."""
import threading
from dataclasses import dataclass, field


@dataclass(order=True)
class Job:
    priority: int
    name: str = "job"
    tags: list = field(default_factory=list, compare=False)


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0

jobs = []
log = []


def work(n):
    job = Job(n)
    job.tags.append(n)
    jobs.append(job)


threads = [threading.Thread(target=work, args=(n,)) for n in (2, 1)]
for t in threads:
    t.start()
for t in threads:
    t.join()
log.append(sorted(jobs))
log.append(Job(1, "job", ["other"]) == Job(1))
try:
    Point(1).x = 2
except AttributeError as error:
    log.append((type(error).__name__, str(error)))
log.append(({Point(1), Point(1, 0)}, Point(1) == Point(1, 0)))
print(repr(log))
