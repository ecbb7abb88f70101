// What a strategy makes of a scenario, as text; what it leaves alone, and what it refuses.
import { describe, expect, it } from "vitest";
import { compile } from "#sim/language/compile.js";
import { jobCount, programOf, strategyScenario } from "#sim/language/strategies/carry-out.js";
import { defaultStrategies } from "#sim/language/strategies/defaults.js";
import { strategyText } from "#sim/programs/strategy.js";
import { dedent } from "../../tiny.js";
import { carried, outcomes, read, strategy } from "./carried.js";

const enrich = `
  scenario "Enrich"

  # What one job does.
  job enrich * 8:          # eight of them
      io 100ms             # the network
      cpu 20ms

  compare sequential, threads(8)
  expect recommended threads
`;

/** From the job on. */
function jobs(text: string, how: string, settings = {}): string {
  const made = carried(text, how, settings);
  return made.slice(made.search(/^(?:async )?def /m));
}

describe("The scenario of a strategy", () => {
  it("calls one job after the other, with the author's comments", () => {
    expect(carried(enrich, "sequential")).toBe(
      dedent(`
      scenario "Enrich"

      # What one job does.
      def enrich():  # eight of them
          io 100ms  # the network
          cpu 20ms

      main:
          results = [enrich() for _ in range(8)]
    `).trimStart(),
    );
  });

  it.each(["ThreadPoolExecutor", "ProcessPoolExecutor"])("submits all jobs to a %s, then collects", (pool) => {
    const made = carried(enrich, pool === "ThreadPoolExecutor" ? "threads(3)" : "processes(3)");
    expect(made).toContain(`from concurrent.futures import ${pool}\n`);
    expect(made).toContain(
      dedent(`
      main:
          with ${pool}(3) as pool:
              futures = [pool.submit(enrich) for _ in range(8)]
              results = [future.result() for future in futures]
    `).trimStart(),
    );
  });

  it("lets the pool say how many workers there are where the strategy does not", () => {
    expect(carried(enrich, "threads")).toContain("with ThreadPoolExecutor() as pool:");
  });

  it("sets the interpreter for free threading, in place of the file's", () => {
    expect(carried(enrich, "free_threaded(8)")).toContain('"Enrich"\n\noption interpreter = free-threaded\n');
    const other = carried(`option interpreter = cpython-3.12\n${dedent(enrich)}`, "free_threaded(8)");
    expect(other.match(/interpreter = .*/g)).toEqual(["interpreter = free-threaded"]);
  });

  it("gathers coroutines that await what the jobs waited for", () => {
    expect(jobs(enrich, "asyncio")).toBe(
      dedent(`
      async def enrich():  # eight of them
          await io 100ms  # the network
          cpu 20ms

      async def run_jobs():
          return await asyncio.gather(*[enrich() for _ in range(8)])

      main:
          results = asyncio.run(run_jobs())
    `).trimStart(),
    );
  });

  it("holds a semaphore around each job where there is a limit", () => {
    expect(jobs(enrich, "asyncio limit 3")).toContain(
      dedent(`
      async def run_jobs():
          limit = asyncio.Semaphore(3)
          async def limited(job, *args):
              async with limit:
                  return await job(*args)
          return await asyncio.gather(*[limited(enrich) for _ in range(8)])
    `).trimStart(),
    );
  });

  it("hands computing to a pool that the coroutines know", () => {
    expect(jobs(enrich, "asyncio + processes(4)")).toBe(
      dedent(`
      async def enrich(pool):  # eight of them
          await io 100ms  # the network
          await asyncio.get_running_loop().run_in_executor(pool, compute, 20ms)

      def compute(seconds):
          cpu seconds

      async def run_jobs():
          with ProcessPoolExecutor(4) as pool:
              return await asyncio.gather(*[enrich(pool) for _ in range(8)])

      main:
          results = asyncio.run(run_jobs())
    `).trimStart(),
    );
  });

  it("carries out several jobs in the order of the text, numbered and single ones, too", () => {
    const text =
      "job a(x, y) for x, y in [(1, 2)]:\n    return x + y\njob b:\n    return 7\njob c * 2:\n    return 8\n";
    expect(carried(text, "sequential")).toContain(
      "results = [a(x, y) for x, y in [(1, 2)]] + [b()] + [c() for _ in range(2)]",
    );
    for (const how of ["sequential", "asyncio limit 2"]) expect(outcomes(text, how)).toEqual(["results=[3, 7, 8, 8]"]);
  });

  it("leaves other units, properties and outcomes alone, but for what is said of a job's local names", () => {
    const text = `
      shared done = 0
      job work * 2:
          mine = 1
          done += mine
      thread watcher:
          seen = done
      finally work[0].mine == 1
      finally done >= 1
      outcome done, watcher.seen
      expect violated
    `;
    const made = carried(text, "threads(2)");
    expect(made).toContain("thread watcher:\n    seen = done\n");
    expect(made).toContain("finally done >= 1\n\noutcome done, watcher.seen\n");
    expect(made).not.toMatch(/mine == 1|expect/);
    expect(outcomes(text, "threads(2)")).toContain("done=1 watcher.seen=0");
    expect(outcomes(text, "sequential")).not.toContain("done=1 watcher.seen=0");
  });

  it("splits a `with` of managers of two kinds", () => {
    const text = `
      class Noted:
          def __enter__(self):
              return 1
          def __exit__(self, *error):
              pass
      shared noted = Noted()
      shared lock = Lock()
      job work:
          with lock, noted as n, lock_2:
              return n
      shared lock_2 = Lock()
    `;
    expect(jobs(text, "asyncio")).toContain(
      "    async with lock:\n        with noted as n:\n            async with lock_2:\n                return n\n",
    );
    expect(outcomes(text, "asyncio")).toEqual(["results=[1]"]);
  });

  it("has the constants that the command line sets", () => {
    const set = compile("const N = 2\njob work * N:\n    pass\ncompare threads(N)\n", { set: { N: "5" } });
    const [threads] = set.program?.strategies ?? [];
    const made = strategyScenario(set, threads).text;
    expect(made).toContain("const N = 5\n");
    expect(made).toContain("ThreadPoolExecutor(5)");
  });

  it("gives names to nothing that has names already", () => {
    const text = "shared results = 0\nshared pool = 1\njob work * 2:\n    futures = 2\n    return futures\n";
    const made = carried(text, "threads(2)");
    expect(made).toContain("shared results_2 = []");
    expect(made).toContain("as pool_2:");
    expect(made).toContain("futures_2 = [pool_2.submit(work)");
    expect(outcomes(text, "threads(2)")).toEqual(["results=0 pool=1 results_2=[2, 2]"]);
  });

  it("means under processes that each has its own copy of what is shared", () => {
    const text = "shared done = []\njob work(i) for i in range(2):\n    done.append(i)\n    return len(done)\n";
    expect(outcomes(text, "threads(2)").every((outcome) => /done=\[(0, 1|1, 0)\]/.test(outcome))).toBe(true);
    expect(outcomes(text, "processes(2)")).toContain("done=[] results=[1, 1]");
  });

  it("is for errors in the file what the file is", () => {
    const broken = compile("job work:\n    prnt(1)\ncompare threads(2)\n");
    expect(programOf(broken, strategy("threads(2)"))).toEqual(broken);
  });
});

describe("Functions that jobs call", () => {
  const text = `
    import time
    def fetch(url):
        time.sleep(0.1)
        return url
    def both(url):
        return fetch(url) + fetch(url)
    def shrink(image, by=2):
        cpu 5ms
        return image[:by]
    def plain(x):
        return x
    job thumb(url) for url in ["abc"]:
        raw = both(plain(url))
        cpu 1ms
        cpu 2ms
        small = shrink(raw)
        repeat 2:
            cpu 1ms
        tiny = [shrink(each, by=1) for each in [small]]
        return tiny[0]
  `;

  it("become coroutines if they wait, or call what waits", () => {
    const made = jobs(text, "asyncio");
    expect(made).toContain("async def fetch(url):\n    await asyncio.sleep(0.1)\n");
    expect(made).toContain("async def both(url):\n    return await fetch(url) + await fetch(url)\n");
    expect(made).toContain("\ndef shrink(");
    expect(made).toContain("raw = await both(plain(url))\n    cpu 1ms\n    cpu 2ms\n    small = shrink(raw)\n");
  });

  it("go to the pool if they only compute, in one call as far as they follow one another", () => {
    const made = jobs(text, "asyncio + threads(2)");
    const run = "await asyncio.get_running_loop().run_in_executor(pool, ";
    expect(made).toContain("raw = await both(plain(url))\n");
    expect(made).toContain(`small = ${run}thumb_computes, raw)\n`);
    expect(made).toContain("def thumb_computes(raw):\n    cpu 1ms\n    cpu 2ms\n    return shrink(raw)\n");
    expect(made).toContain(`${run}thumb_computes_2)\n`);
    expect(made).toContain(`[${run}functools.partial(shrink, each, by=1)) for each in [small]]`);
  });

  it.each(["sequential", "threads(2)", "processes(2)", "asyncio", "asyncio + threads(1)", "asyncio + processes(1)"])(
    "give the same results as %s",
    (how) => {
      expect(outcomes(text, how)).toEqual(["results=['a']"]);
    },
  );
});

describe("Settings", () => {
  const text = 'job work(x) for x in ["a", "b", "c"]:\n    cpu 3ms\n    return x\n';

  it("take the values again from the first one, or leave out the last", () => {
    expect(outcomes(text, "sequential", { jobs: 5 })).toEqual(["results=['a', 'b', 'c', 'a', 'b']"]);
    expect(outcomes(text, "sequential", { jobs: 2 })).toEqual(["results=['a', 'b']"]);
    expect(carried(text, "sequential", { jobs: 3 })).toContain('for x in ["a", "b", "c"]]');
  });

  it("replace the number of like jobs, and of a job alone, but not of one beside many", () => {
    expect(carried("job a * 3:\n    pass\njob b:\n    pass\n", "sequential", { jobs: 9 })).toContain(
      "[a() for _ in range(9)] + [b()]",
    );
    expect(carried("job a:\n    pass\n", "sequential", { jobs: 9 })).toContain("[a() for _ in range(9)]");
  });

  it.each([
    ["3ms", 2, "6ms"],
    ["3ms", 0.5, "1500us"],
    ["1s", 1.5, "1500ms"],
    ["1ns", 0.1, "0s"],
    ["(D)", 0.5, "D * 0.5"],
  ])("make `cpu %s` times %d `cpu %s`", (duration, cpuScale, scaled) => {
    const made = carried(`const D = 1ms\njob a:\n    cpu ${duration}\n    io 3ms\n`, "threads", { cpuScale });
    expect(made).toContain(`    cpu ${scaled}\n    io 3ms\n`);
  });

  it("set how processes start, in place of the file's option", () => {
    expect(carried(text, "processes(2)", { startMethod: "spawn" })).toContain("option start_method = spawn\n");
    const own = `option start_method = fork\n${text}`;
    expect(carried(own, "processes(2)", { startMethod: "forkserver" }).match(/start_method = .*/g)).toEqual([
      "start_method = forkserver",
    ]);
  });

  it("count the jobs", () => {
    const count = (source: string, settings = {}): number | null => jobCount(read(source), settings);
    expect(count("const N = 3\njob a * (N + 1):\n    pass\njob b:\n    pass\n")).toBe(5);
    expect(count(text)).toBe(3);
    expect(count(text, { jobs: 7 })).toBe(7);
    expect(count("job a(i) for i in range(2, 6):\n    pass\n")).toBe(4);
    expect(count("shared xs = [1]\njob a(i) for i in xs:\n    pass\n")).toBeNull();
    expect(count("job a * 3:\n    pass\njob b:\n    pass\n", { jobs: 9 })).toBe(10);
  });
});

describe("Without a `compare` line", () => {
  it.each([
    [20, 4, null, "sequential, threads(8), processes(4), asyncio, free_threaded(8)"],
    [3, 4, null, "sequential, threads(3), processes(3), asyncio, free_threaded(3)"],
    [20, 4, 16, "sequential, threads(16), processes(4), asyncio, free_threaded(16)"],
    [0, 1, null, "sequential, threads(1), processes(1), asyncio, free_threaded(1)"],
  ])("%d jobs on %d cores (workers: %s) are carried out as %s", (count, cores, workers, listed) => {
    expect(defaultStrategies(count, cores, workers).map(strategyText).join(", ")).toBe(listed);
  });
});
