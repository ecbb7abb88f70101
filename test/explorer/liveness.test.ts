// Liveness of whole programs: who waits, who is let in, and on which endless run nobody ever is.
import { describe, expect, it } from "vitest";
import { replay } from "#sim/scheduler/run.js";
import { compiled, explored, finding, findingsOf } from "../tiny.js";
import type { Fairness } from "#sim/programs/program.js";

/** The verdict of the first property; with the schedule, if it is violated. */
function verdictOf(text: string, fairness?: Fairness): string {
  const [{ verdict, schedule }] = explored(text, fairness === undefined ? {} : { fairness }).properties;
  return schedule === null ? verdict : `${verdict} ${schedule}`;
}

const busyWaiting = `
  shared flag = False
  shared done = False
  thread waiter:
      while not flag:
          pass
      done = True
  thread setter:
      flag = True
  eventually done
`;

const counter = (property: string): string => `
  shared x = 0
  thread a:
      x = 1
      x = 2
  thread b:
      x = 0
  ${property}
`;

describe("eventually", () => {
  it("holds when every run comes by a state in which it is true", () => {
    expect(verdictOf(counter("eventually x == 1"))).toBe("holds");
    expect(verdictOf(counter("eventually x == 0"))).toBe("holds");
  });

  it("is violated by a run that ends without: what is true at the end stays so", () => {
    const exploration = explored(counter("eventually x == 3"));
    expect(exploration).toMatchObject({
      verdict: "violated",
      properties: [{ verdict: "violated", schedule: "a2b1" }],
    });
    expect(finding(exploration, "liveness")).toMatchObject({
      about: "x == 3",
      property: "eventually x == 3",
      message: "eventually x == 3 does not hold: on this run it never becomes true, and the run is over.",
      steps: 3,
      trace: { loop: null, end: "completed" },
    });
  });

  it("is violated by a deadlock before", () => {
    const text = "shared x = 0\nthread a:\n    wait until x == 1\neventually x == 1\n";
    expect(finding(explored(text), "liveness").message).toBe(
      "eventually x == 1 does not hold: on this run it never becomes true, and nobody can go on any more.",
    );
  });

  it("that cannot be evaluated is violated, and says so", () => {
    const exploration = explored(counter("eventually 1 // x == 1"));
    expect(exploration.properties[0].verdict).toBe("violated");
    expect(finding(exploration, "invariant").message).toContain("cannot be evaluated: ZeroDivisionError");
  });
});

describe("always eventually", () => {
  it("asks for it again and again, up to the last state", () => {
    expect(verdictOf(counter("always eventually x == 2"))).toBe("violated a2b1");
    expect(verdictOf(counter("always eventually x in [0, 2]"))).toBe("holds");
  });

  it("holds on a run without end that comes by again and again", () => {
    const blinker = "shared on = False\nthread blinker:\n    while True:\n        on = not on\n";
    expect(verdictOf(`${blinker}always eventually on\n`)).toBe("holds");
    expect(verdictOf(`${blinker}always eventually not on\n`)).toBe("holds");
  });

  it("tells since when it is never true again", () => {
    const text = "shared x = 0\nthread a:\n    x = 1\n    while True:\n        x = 5 - x\nalways eventually x == 0\n";
    expect(finding(explored(text), "liveness").message).toBe(
      "always eventually x == 0 does not hold: on this run it is never true again after step 1, and the last 4 steps repeat for ever.",
    );
  });
});

describe("leads to", () => {
  it("holds when nothing is asked for", () => {
    expect(verdictOf(counter("property x == 7 leads to x == 8"))).toBe("holds");
  });

  it("is content with both at once", () => {
    expect(verdictOf(counter("property x == 2 leads to x > 1"))).toBe("holds");
  });

  it("is violated by the shortest run on which the second never follows the first", () => {
    const exploration = explored(counter('property "back": x == 1 leads to x == 0'));
    expect(exploration.properties).toMatchObject([
      { name: "back", kind: "leads to", verdict: "violated", schedule: "b1a2" },
    ]);
    expect(finding(exploration, "liveness").message).toBe(
      '"back" does not hold: after step 2 the first condition is true, and from there on the second never becomes true, and the run is over.',
    );
  });
});

describe("A busy wait", () => {
  it("ends if the flag is set: whoever is able to go on is not passed over for ever", () => {
    expect(verdictOf(busyWaiting)).toBe("holds");
    expect(explored(busyWaiting).verdict).toBe("holds");
  });

  it("goes on for ever under an unfair scheduler, which never lets the setter have its turn", () => {
    const exploration = explored(busyWaiting, { fairness: "none" });
    expect(exploration).toMatchObject({ verdict: "violated", fairness: "none" });
    expect(finding(exploration, "starvation")).toMatchObject({
      about: "setter",
      schedule: "(a1)*",
      steps: 1,
      message:
        "setter could go on again and again, and never gets its turn, while waiter goes round: eventually done does not hold.",
      trace: { loop: 0, end: "stopped" },
    });
  });

  it("is called unfair only where it is: a unit in a queue for a lock is passed over by weak fairness as well", () => {
    const looping =
      "  thread p(me) for me in [1, 2]:\n      while True:\n          with lock:\n              last = me\n";
    const text = `  shared lock = Lock()\n  shared last = 1\n${looping}  eventually last == 2\n`;
    const hint = (scenario: string): string | null =>
      finding(explored(scenario, { fairness: "none" }), "starvation").hint;
    expect(hint(busyWaiting)).toMatch(/^Only an unfair scheduler does this/);
    expect(hint(text)).toMatch(/^Let waiters in by their order of arrival/);
  });

  it("is judged as the file says, and the option of the exploration wins over it", () => {
    const unfair = `${busyWaiting}  option fairness = none\n`;
    expect(explored(unfair).verdict).toBe("violated");
    expect(explored(unfair, { fairness: "weak" }).verdict).toBe("holds");
  });

  it("for a flag that nobody sets is a livelock with its round, and breaks the property", () => {
    const text = busyWaiting.replace("flag = True", "flag = False").replace("eventually done", "");
    expect(explored(text).findings.filter(({ violates }) => violates)).toMatchObject([
      { kind: "livelock", schedule: "b1(a1)*", trace: { loop: 1 } },
    ]);
    const asked = explored(`${text.trimEnd()}\n  eventually done\n`);
    expect(asked.findings.filter(({ violates }) => violates)).toMatchObject([
      { kind: "liveness", schedule: "b1(a1)*" },
    ]);
  });
});

const locked = (entry: string, exit: string, before = ""): string => `
  ${before}
  shared inside = [False, False]
  thread party(me) for me in range(2):
      other = 1 - me
      while True:
          ${entry.split("\n").join("\n          ")}
          inside[me] = True
          inside[me] = False
          ${exit}
  always eventually inside[0]
`;

const peterson = locked(
  "wants[me] = True\nturn = other\nwhile wants[other] and turn == other:\n    pass",
  "wants[me] = False",
  "shared wants = [False, False]\n  shared turn = 0",
);
const testAndSet = locked(
  "while test_and_set():\n    pass",
  "taken = False",
  "shared taken = False\n  def test_and_set():\n      atomic:\n          old = taken\n          taken = True\n      return old",
);
const lockObject = locked("lock.acquire()", "lock.release()", "shared lock = Lock()");

describe("Who is let into the critical section", () => {
  it("is everybody, by Peterson's algorithm, if the scheduler is weakly fair", () => {
    expect(explored(peterson).verdict).toBe("holds");
    expect(verdictOf(peterson, "strong")).toBe("holds");
    expect(verdictOf(peterson, "none")).toBe("violated (b6)*");
  });

  it("is everybody, by Dekker's algorithm and by a filter of two levels for three", () => {
    const dekker = locked(
      "wants[me] = True\nwhile wants[other]:\n    if turn == other:\n        wants[me] = False\n        while turn == other:\n            pass\n        wants[me] = True",
      "turn = other\n          wants[me] = False",
      "shared wants = [False, False]\n  shared turn = 0",
    );
    expect(explored(dekker).verdict).toBe("holds");
    const filter = `
      shared level = [0, 0, 0]
      shared victim = [0, 0, 0]
      shared inside = [False, False, False]
      def others_at(me, n):
          return any([level[who] >= n for who in range(3) if who != me])
      thread party(me) for me in range(3):
          while True:
              for n in range(1, 3):
                  level[me] = n
                  victim[n] = me
                  while atomically_blocked(me, n):
                      pass
              inside[me] = True
              inside[me] = False
              level[me] = 0
      def atomically_blocked(me, n):
          atomic:
              blocked = victim[n] == me and others_at(me, n)
          return blocked
      always sum(inside) <= 1
      always eventually inside[0]
      property level[2] > 0 leads to inside[2]
    `;
    const { verdict, properties } = explored(filter);
    expect([verdict, properties.map((each) => each.verdict)]).toEqual(["holds", ["holds", "holds", "holds"]]);
  });

  it("need not be everybody with a test-and-set lock, not even if the scheduler is strongly fair", () => {
    for (const fairness of ["weak", "strong"] as const) {
      const found = finding(explored(testAndSet, { fairness }), "starvation");
      expect([found.about, found.schedule]).toEqual(["party[0]", "(b1a1b3)*"]);
      expect(found.message).toBe(
        "party[0] looks again and again and gets no further, while party[1] goes round: always eventually inside[0] does not hold.",
      );
    }
  });

  it("is everybody with a lock that blocks, if the scheduler is strongly fair", () => {
    const found = finding(explored(lockObject), "starvation");
    expect([found.about, found.schedule]).toEqual(["party[0]", "(b4)*"]);
    expect(found.message).toContain("party[0] could go on again and again, and never gets its turn");
    expect(verdictOf(lockObject, "strong")).toBe("holds");
  });

  it("is not reported as a livelock: the program is meant to go on for ever", () => {
    expect(findingsOf(peterson)).not.toContain("livelock");
    expect(findingsOf(peterson.replace("always eventually inside[0]", ""))).toContain("livelock");
  });
});

describe("A unit that waits for ever while others go round", () => {
  const readersFirst = (readers: number): string => `
    shared readers = 0
    shared mutex = Lock()
    shared room = Lock()
    shared written = False
    thread reader * ${readers}:
        while True:
            atomic:
                mutex.acquire()
                readers += 1
            if readers == 1:
                room.acquire()
            mutex.release()
            atomic:
                mutex.acquire()
                readers -= 1
            if readers == 0:
                room.release()
            mutex.release()
    thread writer:
        with room:
            written = True
    eventually "written": written
  `;

  it("is a writer, where readers come first: under weak fairness", () => {
    const found = finding(explored(readersFirst(1)), "starvation");
    expect([found.about, found.property]).toEqual(["writer", "written"]);
    expect(found.message).toMatch(/^writer could go on again and again, and never gets its turn/);
  });

  it("is the writer under strong fairness too, as two readers never leave the room empty", () => {
    expect(verdictOf(readersFirst(1), "strong")).toBe("holds");
    const found = finding(explored(readersFirst(2), { fairness: "strong" }), "starvation");
    expect(found.about).toBe("writer");
    expect(found.message).toBe(
      'writer waits for ever, while reader[0] and reader[1] go round: "written" does not hold.',
    );
    expect(found.blocked.map(({ words }) => words.replace(/,.*/, ""))).toEqual(["waits for room"]);
  });
});

describe("A consumer's loop", () => {
  const consumer = (rest: string): string => `
    shared q = Queue(maxsize=1)
    shared eaten = 0
    thread producer:
        while True:
            q.put(1)
    thread consumer:
        while True:
            eaten = (eaten + q.get()) % 3
            q.task_done()
    ${rest}
  `;

  it("empties the queue again and again, whoever is fair or not", () => {
    for (const fairness of ["weak", "strong", "none"] as const)
      expect(verdictOf(consumer("property q.full() leads to q.empty()"), fairness)).toBe("holds");
  });

  it("eats for ever, since a full queue stops the producer", () => {
    expect(verdictOf(consumer("always eventually eaten == 2"), "none")).toBe("holds");
  });

  it("with two consumers may leave one of them without anything", () => {
    const text = `
      shared q = Queue(maxsize=1)
      shared served = [False, False]
      thread producer:
          while True:
              q.put(1)
      thread consumer(me) for me in range(2):
          while True:
              q.get()
              q.task_done()
              served[me] = True
              served[me] = False
      always eventually served[1]
    `;
    const found = finding(explored(text), "starvation");
    expect(found.about).toBe("consumer[1]");
    expect(verdictOf(text, "strong")).toBe("holds");
  });
});

describe("A time-out", () => {
  it("comes some time, if time passes: who waits with one is not kept waiting for ever", () => {
    const text = (timeout: string): string => `
      shared x = 0
      shared gate = Event()
      shared tired = False
      thread waiter:
          gate.wait(${timeout})
          tired = True
      thread busy:
          while not tired:
              x = 1 - x
      eventually tired
    `;
    expect(verdictOf(text("1"))).toBe("holds");
    expect(verdictOf(text(""))).toBe("violated a1(b6)*");
    expect(verdictOf(text("1"), "none")).toBe("violated (b6)*");
  });
});

describe("A lasso", () => {
  it("is replayed as it stands, and comes back to the state in which its round began", () => {
    const trace = replay(compiled(testAndSet), "a1b1(b1)*");
    expect([trace.loop, trace.schedule, trace.entries.length]).toEqual([2, "a1b1(b1)*", 3]);
  });

  it("that does not come back is refused", () => {
    expect(() => replay(compiled(testAndSet), "a1(a1)*")).toThrow(
      "the steps in (…)* cannot be repeated for ever: after step 2 the state is not what it was after step 1",
    );
  });

  it("makes a livelock visible as a round, too", () => {
    const text = "shared x = 0\nthread a:\n    x = 1\n    while True:\n        x = 3 - x\n";
    expect(finding(explored(text), "livelock")).toMatchObject({ trace: { loop: 1 } });
  });
});

describe("A search that was stopped", () => {
  const text =
    "shared x = 0\nthread a:\n    repeat 30:\n        x += 1\nthread b:\n    while x < 30:\n        pass\neventually x >= 30\n";

  it("has not shown that it holds", () => {
    expect(explored(text).properties[0].verdict).toBe("holds");
    expect(explored(text, { maxStates: 20 })).toMatchObject({
      verdict: "unknown",
      properties: [{ verdict: "unknown", schedule: null }],
    });
  });

  it("may have shown that it does not", () => {
    expect(explored(text, { maxStates: 20, fairness: "none" })).toMatchObject({
      verdict: "violated",
      statistics: { complete: false },
      properties: [{ verdict: "violated", schedule: "(b1)*" }],
    });
  });
});
