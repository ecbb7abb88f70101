import { describe, expect, it } from "vitest";
import { defaultCosts } from "#sim/timing/parameters.js";
import { ideal, inMs, lasts, real, story } from "./clock.js";

const twoAfterEachOther = (method: string): string => `
  import multiprocessing as mp
  option start_method = "${method}"
  def f():
      cpu 10ms
  main:
      for i in range(2):
          p = mp.Process(target=f)
          p.start()
          p.join()
`;

describe("Processes", () => {
  it("compute side by side, each with a GIL of its own", () => {
    expect(lasts("process a * 4:\n    cpu 50ms")).toBe("completed 50 ms");
    expect(ideal("process a * 4:\n    cpu 50ms").gils.map(({ segments }) => segments.length)).toEqual([1, 1, 1, 1, 0]);
  });

  it.each(["fork", "spawn", "forkserver"] as const)("started by %s cost what that costs", (method) => {
    const { makespan } = real(twoAfterEachOther(method));
    const { forkserver_first, process_end, thread_wake } = defaultCosts;
    const each = 0.01 + defaultCosts[method] + defaultCosts[`${method}_begin`] + process_end + thread_wake;
    const all = 2 * each + (method === "forkserver" ? forkserver_first : 0);
    expect(makespan / 1e9 / all).toBeCloseTo(1, 2);
  });

  it("that are terminated end at once, whether they compute or wait", () => {
    const text = (what: string, how: string): string => `
      import multiprocessing as mp
      def f():
          ${what}
      main:
          p = mp.Process(target=f)
          p.start()
          sleep 100ms
          p.${how}()
          p.join()
          sleep 10ms
    `;
    expect(lasts(text("cpu 10s", "terminate"))).toBe("completed 110 ms");
    expect(lasts(text("sleep 10s", "kill"))).toBe("completed 110 ms");
    expect(lasts(text("cpu 10s", "kill"), { interpreter: "free-threaded" })).toBe("completed 110 ms");
  });

  it("that wait for a core when they are terminated end as well", () => {
    const text = `
      import multiprocessing as mp
      def f():
          cpu 10s
      main:
          ps = [mp.Process(target=f) for i in range(3)]
          for p in ps:
              p.start()
          sleep 100ms
          for p in ps:
              p.terminate()
          for p in ps:
              p.join()
    `;
    expect(lasts(text, { costs: { cores: 1 } })).toBe("completed 100 ms");
    expect(lasts(text, { costs: { cores: 2 } })).toBe("completed 100 ms");
  });

  it("with threads end when all of these have ended", () => {
    const text = `
      process p:
          thread a:
              io 30ms
          thread b:
              cpu 10ms
    `;
    expect(lasts(text)).toBe("completed 30 ms");
  });

  it("pass on through a queue what takes time to pickle, by its size", () => {
    const text = (size: number): string => `
      import multiprocessing as mp
      shared q = mp.Queue()
      process p:
          q.put("x" * ${size})
      main:
          got = q.get()
    `;
    const costs = { pickle_byte: 1e-9, unpickle_byte: 1e-9, pipe_byte: 1e-9 };
    const small = ideal(text(1000), { costs }).makespan;
    const large = ideal(text(1_000_000), { costs }).makespan;
    expect(inMs(large - small)).toBeCloseTo(2.997, 2);
  });

  it("know a first lane for each process", () => {
    const { lanes } = ideal("process p * 2:\n    io 1ms\nthread t:\n    io 1ms");
    expect(lanes.map(({ name, process }) => [name, lanes[process].name])).toEqual([
      ["p[0]", "p[0]"],
      ["p[1]", "p[1]"],
      ["t", "t"],
      ["start", "t"],
    ]);
    expect(story(ideal("process p * 2:\n    io 1ms"), "p[1]")).toBe("io 0-1");
  });
});
