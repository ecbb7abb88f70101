// What is left of the lessons: exactly this, and it cannot get any smaller.
import { describe, expect, test } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { lesson, small } from "./small.js";
import type { Shrunk } from "#sim/shrinking/shrunk.js";

const cases: readonly (readonly [name: string, schedule: string, text: string])[] = [
  [
    "counter-three",
    "a1b2a1",
    `shared counter = 0

thread increment * 2:
    counter += 1
`,
  ],
  [
    "transfer-deadlock",
    "a1b1",
    `class Account:
    def __init__(self):
        self.lock = Lock()

def transfer(giver, receiver):
    with giver.lock:
        with receiver.lock:
            pass

shared alice = Account()
shared bob = Account()

thread rent:
    transfer(alice, bob)

thread refund:
    transfer(bob, alice)
`,
  ],
  [
    "overdraft",
    "a3b1a2b3",
    `shared balance = 1
shared lock = Lock()

thread shopper * 2:
    if balance:
        with lock:
            balance -= 1

always "never overdrawn": balance >= 0
`,
  ],
  [
    "condition-lost-notify",
    "b3a2",
    `shared bell = Condition()

thread guest:
    with bell:
        bell.wait()

thread waiter:
    with bell:
        bell.notify()
`,
  ],
  [
    "queue-deadlock-full-both-ways",
    "a1b1",
    `shared to_a = Queue(maxsize=1)
shared to_b = Queue(maxsize=1)

thread a:
    repeat 2:
        to_b.put("hello")

thread b:
    repeat 2:
        to_a.put("hello")
`,
  ],
  [
    "queue-uncomparable",
    "a1b1",
    `shared jobs = PriorityQueue()

thread client * 2:
    jobs.put({})
`,
  ],
  [
    "async-lost-update",
    "a4",
    `shared counter = 0

coroutine increment * 2:
    seen = counter
    await asyncio.sleep(0)
    counter = seen + 1
`,
  ],
  [
    "process-fork-held-lock",
    "a1b1a1b1",
    `option start_method = fork

shared log_lock = threading.Lock()

def log():
    with log_lock:
        pass

main:
    writer = Thread(target=log)
    writer.start()
    child = Process(target=log)
    child.start()
    child.join()
`,
  ],
  [
    "philosophers-deadlock",
    "a1b1",
    `const N = 2

shared forks = [Lock() for _ in range(N)]

thread philosopher(i) for i in range(N):
    with forks[i]:
        with forks[(i + 1) % N]:
            pass
`,
  ],
  [
    "process-pickle-lambda",
    "a1",
    `option start_method = spawn

main:
    child = Process(target=lambda: 0)
    child.start()
`,
  ],
  [
    "ai-total-unguarded",
    "a1b2a1",
    `shared total = 0

# Process each order in its own thread for maximum performance.
def process_order():
    total += 1

thread worker * 2:
    process_order()
`,
  ],
];

const title = (name: string): string => lesson(name).split("\n")[0];

describe("what is left of", () => {
  test.each(cases)("%s", (name, schedule, text) => {
    const once = small(lesson(name));
    expect(once.text).toBe(`${title(name)}\n\n${text}`);
    expect(once.finding.schedule).toBe(schedule);
    expect(once.limit).toBe(null);
    expectNotLarger(once);
    expectShown(once);
    expect(small(once.text).text).toBe(once.text);
  });
});

/** The text alone shows the finding. */
function expectShown({ program, finding }: Shrunk): void {
  const { findings } = explore(program);
  expect(findings.map(({ kind, about, schedule }) => ({ kind, about, schedule }))).toContainEqual({
    kind: finding.kind,
    about: finding.about,
    schedule: finding.schedule,
  });
}

function expectNotLarger({ before, after }: Shrunk): void {
  expect(after.statements).toBeLessThanOrEqual(before.statements);
  expect(after.units).toBeLessThanOrEqual(before.units);
}
