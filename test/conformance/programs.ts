/** The programs of `published-counts.json` and of its README, in our language. A step is one access to shared state. */

const litmus: Readonly<Record<string, readonly string[]>> = {
  SB: ["x = 1; r = y", "y = 1; r = x"],
  MP: ["x = 1; y = 1", "r = y; s = x"],
  LB: ["r = x; y = 1", "r = y; x = 1"],
  S: ["x = 2; y = 1", "r = y; x = 1"],
  "2+2W": ["x = 1; y = 2", "y = 1; x = 2"],
  "IRIW-acq-sc": ["x = 1", "y = 1", "r = x; s = y", "r = y; s = x"],
};

/** Threads t0, t1, … with these bodies over `x` and `y`; the outcome is what they read. */
export function litmusTest(name: string): string {
  const bodies = litmus[name];
  const threads = bodies.map((body, i) => `thread t${i}:\n    ${body.split("; ").join("\n    ")}`);
  const read = bodies.flatMap((body, i) => [...body.matchAll(/([rs]) =/g)].map((match) => `t${i}.${match[1]}`));
  return program(["shared x = 0", "shared y = 0", ...threads, `outcome ${[...read, "x", "y"].join(", ")}`]);
}

function program(parts: readonly string[]): string {
  return ['scenario "published"', ...parts].join("\n") + "\n";
}

/** `thread NAME * count:` with the lines as its body. */
function threads(name: string, count: number, ...lines: readonly string[]): string {
  return [`thread ${name} * ${count}:`, ...lines.map((line) => `    ${line}`)].join("\n");
}

const dekker = ["y = 1", "if x == 0:", "    c = 1", "    assert c == 1"];

/** The assumption is checked in a step of its own; a thread for which it is false stops there. */
function peterson(me: number): string {
  const other = 1 - me;
  return threads(
    `p${me}`,
    1,
    `flag${me} = 1`,
    `turn = ${other}`,
    `if flag${other} == 1:`,
    "    seen = turn",
    `    wait until seen != ${other}`,
    `x = ${me}`,
    "r = x",
    `flag${me} = 0`,
  );
}

/** An explicit main: each start() and join() is a step. */
function sigma(n: number): string {
  return program([
    "shared idx = -1",
    `shared a = [0] * ${n}`,
    "def mark():",
    "    i = idx",
    "    a[i] = 1",
    "main:",
    "    started = []",
    `    repeat ${n}:`,
    "        idx += 1",
    "        t = Thread(target=mark)",
    "        t.start()",
    "        started.append(t)",
    "    for t in started:",
    "        t.join()",
    "outcome a",
  ]);
}

const withArgument: Readonly<Record<string, (n: number) => string>> = {
  readers: (n) => program(["shared x = 0", threads("writer", 1, "x = 42"), threads("reader", n, "r = x")]),
  lastzero: (n) =>
    program([
      `shared a = [0] * ${n + 1}`,
      threads("finder", 1, `i = ${n}`, "while a[i] != 0:", "    i -= 1"),
      `thread writer(j) for j in range(1, ${n + 1}):\n    a[j] = a[j - 1] + 1`,
      "outcome a",
    ]),
  inc: (n) => program(["shared x = 0", threads("inc", n, "x += 1")]),
  ainc: (n) => program(["shared x = 0", threads("inc", n, "atomic:", "    x += 1")]),
  binc: (n) =>
    program(["shared x = 0", "shared y = 0", threads("inc", n, "atomic:", "    x += 1", "atomic:", "    y += 1")]),
  wcas: (n) =>
    program([
      "shared x = 0",
      threads("writer", 1, "x = 2"),
      threads("cas", n, "atomic:", "    if x == 2:", "        x = 3"),
    ]),
  lockinc: (n) => program(["shared m = Lock()", "shared x = 0", threads("inc", n, "with m:", "    x += 1")]),
  mutex_deadlock: (n) => program(["shared m = Lock()", "shared x = 0", threads("inc", n, "m.acquire()", "x += 1")]),
  "pi/mutex": (n) => program(["shared m = Lock()", threads("inc", n, "with m:", "    pass")]),
  sigma,
  mpat: (n) =>
    program([
      "shared m = Lock()",
      `shared a = [Lock() for i in range(${n})]`,
      `thread single(i) for i in range(${n}):\n    with a[i]:\n        pass`,
      `thread double(i) for i in range(${n}):\n    with m:\n        with a[i]:\n            pass`,
    ]),
};

const named: Readonly<Record<string, () => string>> = {
  dekker_f: () =>
    program([
      ...["x", "y", "c"].map((name) => `shared ${name} = 0`),
      threads("one", 1, ...dekker),
      threads("two", 1, "x = 1", "if y == 0:", "    c = 0", "    assert c == 0"),
    ]),
  "peterson (assume form)": () =>
    program([...["flag0", "flag1", "turn", "x"].map((name) => `shared ${name} = 0`), peterson(0), peterson(1)]),
};

/** The scenario of an entry by its id, such as `lastzero(3)` or `litmus/SB`. */
export function published(id: string): string {
  const test = /^litmus\/(.+)$/.exec(id);
  if (test !== null) return litmusTest(test[1]);
  const fixed = named[id];
  if (fixed !== undefined) return fixed();
  const match = /^([\w/]+)\((\d+)\)/.exec(id);
  const make = match === null ? undefined : withArgument[match[1]];
  if (match === null || make === undefined) throw new Error(`no program for ${id}`);
  return make(Number(match[2]));
}

/** T units, each N times `r = c; c = r + 1`. */
export function counter(units: number, times: number): string {
  return program(["shared c = 0", threads("inc", units, `repeat ${times}:`, "    c += 1")]);
}

/** n philosophers, `with left:` around `with right:`; `ordered`: everybody takes the fork with the lower number first. */
export function philosophers(n: number, ordered = false): string {
  const forks = Array.from({ length: n }, (_, i) => [i, (i + 1) % n]);
  const order = ordered ? forks.map(([left, right]) => [Math.min(left, right), Math.max(left, right)]) : forks;
  return program([
    `shared forks = [Lock() for i in range(${n})]`,
    `thread philosopher(first, second) for first, second in ${JSON.stringify(order)}:`,
    "    with forks[first]:\n        with forks[second]:\n            pass",
  ]);
}

export function twoLocks(opposite: boolean): string {
  const [first, second] = opposite ? ["b", "a"] : ["a", "b"];
  return program([
    "shared a = Lock()",
    "shared b = Lock()",
    threads("one", 1, "with a:", "    with b:", "        pass"),
    threads("two", 1, `with ${first}:`, `    with ${second}:`, "        pass"),
  ]);
}

export interface Buffer {
  readonly producers: number;
  readonly consumers: number;
  readonly capacity: number;
  /** One condition and notify(); one and notify_all(); two and notify(). */
  readonly form: "one" | "all" | "two";
}

/** Producers and consumers for ever; only how many items there are is kept. */
export function buffer({ producers, consumers, capacity, form }: Buffer): string {
  const [room, items] = form === "two" ? ["room", "items"] : ["changed", "changed"];
  const call = form === "all" ? "notify_all" : "notify";
  const body = (cond: string, full: string, change: string, other: string): string[] => [
    "while True:",
    `    with ${cond}:`,
    `        while count == ${full}:`,
    `            ${cond}.wait()`,
    `        count ${change} 1`,
    `        ${other}.${call}()`,
  ];
  return program([
    "shared lock = Lock()",
    ...[...new Set([room, items])].map((name) => `shared ${name} = Condition(lock)`),
    "shared count = 0",
    threads("producer", producers, ...body(room, String(capacity), "+=", items)),
    threads("consumer", consumers, ...body(items, "0", "-=", room)),
  ]);
}
