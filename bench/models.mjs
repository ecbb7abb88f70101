/** The models of the benchmark, as scenario text by size. */

export function counter(threads, increments) {
  return `scenario "counter ${threads} x ${increments}"
shared counter = 0
thread unit * ${threads}:
    repeat ${increments}:
        counter += 1
`;
}

export function philosophers(n) {
  return `scenario "philosophers ${n}"
shared forks = [Lock() for _ in range(${n})]
thread philosopher(i) for i in range(${n}):
    first = forks[min(i, (i + 1) % ${n})]
    second = forks[max(i, (i + 1) % ${n})]
    with first:
        with second:
            pass
`;
}

export function peterson(threads, rounds) {
  return `scenario "filter lock (Peterson for ${threads}), ${rounds} rounds"
shared level = [0] * ${threads}
shared last = [0] * ${threads}
shared inside = 0
thread unit(i) for i in range(${threads}):
    repeat ${rounds}:
        for l in range(1, ${threads}):
            level[i] = l
            last[l] = i
            while last[l] == i and ${Array.from({ length: threads }, (_, k) => `(level[${k}] >= l and ${k} != i)`)
              .join(" or ")
              .replace(/^(.*)$/, "($1)")}:
                pass
        inside += 1
        inside -= 1
        level[i] = 0
always inside <= 1
`;
}

export function boundedBuffer(producers, consumers, capacity, items) {
  return `scenario "bounded buffer ${producers} + ${consumers}, capacity ${capacity}, ${items} items"
shared buffer = []
shared lock = Lock()
shared not_empty = Condition(lock)
shared not_full = Condition(lock)
thread producer * ${producers}:
    repeat ${items}:
        with not_full:
            while len(buffer) == ${capacity}:
                not_full.wait()
            buffer.append(1)
            not_empty.notify()
thread consumer * ${consumers}:
    repeat ${(producers * items) / consumers}:
        with not_empty:
            while not buffer:
                not_empty.wait()
            buffer.pop()
            not_full.notify()
`;
}
