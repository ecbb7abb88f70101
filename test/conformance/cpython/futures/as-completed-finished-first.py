"""Those that are done already come first, in any order."""
from concurrent.futures import ThreadPoolExecutor, as_completed

log = []

with ThreadPoolExecutor(max_workers=2) as pool:
    futures = {pool.submit(abs, -n): n for n in (1, 2)}
for future in as_completed(futures):
    log.append((futures[future], future.result()))
log.append(len(list(as_completed([future, future]))))
print(repr(log))
