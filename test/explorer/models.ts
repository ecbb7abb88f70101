// Models that other checkers are measured on, step for step: a shared read and a shared write are steps of their own.

function threads(name: string, count: number, first: number, ...lines: readonly string[]): string {
  return [
    `thread ${name}(me) for me in range(${first}, ${first + count}):`,
    ...lines.map((line) => `    ${line}`),
  ].join("\n");
}

/** `times` 0: for ever. Everybody takes the fork with the lower number first. */
export function philosophers(n: number, times: number): string {
  return [
    `shared forks = [Lock() for i in range(${n})]`,
    threads(
      "philosopher",
      n,
      0,
      `first = 0 if me == ${n - 1} else me`,
      `second = ${n - 1} if me == ${n - 1} else me + 1`,
      times === 0 ? "while True:" : `repeat ${times}:`,
      "    forks[first].acquire()",
      "    forks[second].acquire()",
      "    forks[second].release()",
      "    forks[first].release()",
    ),
  ].join("\n");
}

/** Each thread inserts `max` messages into a hash table of 128 (Flanagan and Godefroid 2005). */
export function indexer(n: number, max = 4): string {
  return [
    "shared table = [0] * 128",
    threads(
      "t",
      n,
      0,
      `for m in range(1, ${max + 1}):`,
      "    w = m * 11 + me",
      "    h = (w * 7) % 128",
      "    done = False",
      "    while not done:",
      "        atomic:",
      "            done = table[h] == 0",
      "            if done:",
      "                table[h] = w",
      "        h = (h + 1) % 128",
    ),
  ].join("\n");
}

/** 32 inodes, 26 blocks (Flanagan and Godefroid 2005). */
export function filesystem(n: number): string {
  return [
    "shared locki = [Lock() for i in range(32)]",
    "shared inode = [0] * 32",
    "shared lockb = [Lock() for i in range(26)]",
    "shared busy = [0] * 26",
    threads(
      "t",
      n,
      0,
      "i = me % 32",
      "locki[i].acquire()",
      "t = inode[i]",
      "if t == 0:",
      "    b = (i * 2) % 26",
      "    found = False",
      "    while not found:",
      "        lockb[b].acquire()",
      "        t = busy[b]",
      "        if t == 0:",
      "            busy[b] = 1",
      "            inode[i] = b + 1",
      "            found = True",
      "        lockb[b].release()",
      "        b = (b + 1) % 26",
      "locki[i].release()",
    ),
  ].join("\n");
}

/** One thread looks for the last zero, the others fill (Abdulla et al. 2014). */
export function lastZero(n: number): string {
  return [
    `shared a = [0] * ${n + 1}`,
    `thread scan:\n    i = ${n}\n    while a[i] != 0:\n        i -= 1\n    assert i <= ${n}`,
    threads("w", n, 1, "t = a[me - 1]", "t = t + 1", "a[me] = t"),
  ].join("\n");
}

/** A bounded buffer with one lock and two conditions. */
export function buffer(producers: number, consumers: number, slots: number, items: number): string {
  const units = producers + consumers;
  const wait = (queue: string): string[] => [
    `${queue}.append(me)`,
    "lock.release()",
    "wake[me].acquire()",
    "lock.acquire()",
  ];
  const notify = (queue: string): string[] => [
    "atomic:",
    `    if ${queue}:`,
    `        wake[${queue}.pop(0)].release()`,
  ];
  const until = (bad: string, queue: string): string[] => [
    "t = count",
    `while t == ${bad}:`,
    ...wait(queue).map((line) => `    ${line}`),
    "    t = count",
  ];
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);
  return [
    "shared lock = Lock()",
    "shared w_nf = []",
    "shared w_ne = []",
    `shared wake = [Semaphore(0) for i in range(${units})]`,
    `shared buf = [0] * ${slots}`,
    "shared count = 0",
    "shared head = 0",
    "shared tail = 0",
    "shared done = 0",
    threads(
      "producer",
      producers,
      0,
      `for i in range(${items}):`,
      ...indented([
        "lock.acquire()",
        ...until(String(slots), "w_nf"),
        "t = tail",
        `buf[t] = 1 + me * ${items} + i`,
        `tail = (t + 1) % ${slots}`,
        "t = count",
        "count = t + 1",
        ...notify("w_ne"),
        "lock.release()",
      ]),
      "atomic:",
      "    done += 1",
    ),
    threads(
      "consumer",
      consumers,
      producers,
      `repeat ${(producers * items) / consumers}:`,
      ...indented([
        "lock.acquire()",
        ...until("0", "w_ne"),
        "t = head",
        "x = buf[t]",
        "assert x != 0",
        "x = 0",
        "buf[t] = 0",
        `head = (t + 1) % ${slots}`,
        "t = count",
        "count = t - 1",
        ...notify("w_nf"),
        "lock.release()",
      ]),
      "atomic:",
      "    done += 1",
    ),
    `thread main_:\n    wait until done == ${units}\n    assert count == 0`,
  ].join("\n");
}
