/** The models of the benchmark, as scenario text by size. */
import { readFileSync } from "node:fs";

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

/** Threads that store to the same two names, one after the other. */
export function stores(threads) {
  return `scenario "${threads} threads of 2 stores"
shared x = 0
shared y = 0
thread unit * ${threads}:
    x = 1
    y = 1
`;
}

const folder = new URL("peers/", import.meta.url);

/** The text of a model of `peers/`. */
export function peerText(model) {
  return readFileSync(new URL(`${model}.scenario`, folder), "utf8");
}

/**
 * The models of `peers/`, each as NAME.pml and NAME.scenario with the same parameters. A step of the scenarios is one
 * access to what is shared, with the local computation around it; a step of Promela is one statement. Where the two say
 * the same (`phil`) the state spaces are equal as they stand, elsewhere sim's is smaller; with `-DFUSED` the Promela
 * takes sim's steps, and all are equal (see peers/step.h; `filter` has no such form).
 *
 *   check    a small size; `states` is what sim and fused SPIN both store without reduction
 *   faulty   sizes in which something is violated: an assertion, or by a deadlock
 *   sizes    what is measured, smallest first
 */
export const peers = [
  {
    model: "counter",
    check: [
      { set: { N: 2, K: 3 }, states: 290 },
      { set: { N: 3, K: 2 }, states: 1786 },
    ],
    faulty: [{ N: 2, K: 2, BUG: 1 }],
    sizes: [
      { N: 2, K: 3 },
      { N: 2, K: 10 },
      { N: 3, K: 3 },
      { N: 3, K: 5 },
      { N: 3, K: 8 },
    ],
  },
  {
    model: "phil",
    check: [
      { set: { N: 4 }, states: 117 },
      { set: { N: 5 }, states: 417 },
    ],
    faulty: [{ N: 4, ORD: 0 }],
    sizes: [{ N: 4 }, { N: 8 }, { N: 10 }, { N: 11 }, { N: 12 }],
  },
  {
    model: "peterson",
    check: [{ set: {}, states: 74 }],
    faulty: [{ BUG: 1 }],
    sizes: [{}],
  },
  {
    model: "filter",
    check: [{ set: { N: 2 }, states: 70, fused: false }],
    faulty: [],
    sizes: [{ N: 2 }, { N: 3 }, { N: 4 }],
  },
  {
    model: "bbuf",
    check: [
      { set: { P: 1, C: 1, B: 1, K: 1 }, states: 53 },
      { set: { P: 2, C: 2, B: 1, K: 1 }, states: 2103 },
    ],
    faulty: [
      { P: 2, C: 2, B: 1, K: 1, BUG: 1 },
      { P: 2, C: 2, B: 1, K: 1, BUG: 2 },
    ],
    sizes: [
      { P: 1, C: 1, B: 2, K: 4 },
      { P: 2, C: 2, B: 1, K: 2 },
      { P: 2, C: 2, B: 2, K: 3 },
      { P: 3, C: 3, B: 1, K: 1 },
    ],
  },
  {
    model: "rw",
    check: [
      { set: { R: 1, W: 1 }, states: 31 },
      { set: { R: 2, W: 1 }, states: 123 },
    ],
    faulty: [{ R: 2, W: 1, BUG: 1 }],
    sizes: [
      { R: 2, W: 2 },
      { R: 4, W: 4 },
      { R: 5, W: 3 },
    ],
  },
  {
    model: "indexer",
    check: [{ set: { N: 3, MAX: 4 }, states: 125 }],
    faulty: [],
    sizes: [
      { N: 2, MAX: 4 },
      { N: 4, MAX: 4 },
      { N: 5, MAX: 4 },
    ],
  },
  {
    model: "filesystem",
    check: [{ set: { N: 3 }, states: 729 }],
    faulty: [],
    sizes: [{ N: 2 }, { N: 4 }, { N: 5 }, { N: 6 }],
  },
  {
    model: "lastzero",
    check: [{ set: { N: 4 }, states: 416 }],
    faulty: [],
    sizes: [{ N: 5 }, { N: 7 }, { N: 8 }],
  },
  {
    model: "bank",
    check: [
      { set: { N: 2, K: 2 }, states: 131 },
      { set: { N: 3, K: 1 }, states: 334 },
    ],
    faulty: [{ N: 3, K: 1, ORD: 0 }],
    sizes: [
      { N: 2, K: 2 },
      { N: 3, K: 2 },
      { N: 4, K: 1 },
      { N: 4, K: 2 },
    ],
  },
];
