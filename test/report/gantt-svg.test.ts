import { describe, expect, test } from "vitest";
import { ganttSvg } from "#sim/report/gantt-svg.js";
import { tasksOfLoop, threadsUnderGil, timeline } from "./timelines.js";
import { malformed } from "./xml.js";

describe("a Gantt chart as SVG", () => {
  test("is one document that names and describes itself", () => {
    const text = ganttSvg(threadsUnderGil(2, 10, 40), { id: "g", title: 'Two <threads> & a "GIL"' });
    expect(malformed(text)).toBeNull();
    expect(text).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 960 \d+" width="960" height="\d+" role="img" aria-labelledby="g-title g-desc">\n/,
    );
    expect(text).toContain('<title id="g-title">Two &lt;threads&gt; &amp; a &quot;GIL&quot;</title>');
    expect(text).toContain(
      '<desc id="g-desc">What each of 3 lanes does in 61.0 ms on 4 cores and who holds the GIL.</desc>',
    );
    expect(text).not.toMatch(/<script|href|@import|url\((?!#g-)/);
  });

  test("says exactly what every piece is", () => {
    const text = ganttSvg(threadsUnderGil(2, 10, 40));
    expect(text).toContain(
      "<title>worker[1]: waits for the GIL, held up by worker[0]\n1.00 ms to 6.00 ms, 5.00 ms</title>",
    );
    expect(text).toContain(
      "<title>main: waits for worker[1], held up by worker[1]\n1.00 ms to 60.0 ms, 59.0 ms</title>",
    );
    expect(text).toContain("<title>worker[0] holds the GIL\n1.00 ms to 6.00 ms, 5.00 ms</title>");
  });

  test("reads in the dark as well", () => {
    expect(ganttSvg(threadsUnderGil(1, 1, 1))).toMatch(/@media \(prefers-color-scheme:dark\)\{\.back\{fill:#0d1117\}/);
  });

  test("of many tasks shows some, or in full all", () => {
    const run = tasksOfLoop(1000, 1, () => 50);
    expect(ganttSvg(run)).toContain("more like these");
    expect(ganttSvg(run).length).toBeLessThan(10_000);
    expect(ganttSvg(run, { full: true }).match(/>Task-\d+<\/text>/g)).toHaveLength(1000);
  });

  test("of many segments is no larger than its pixels", () => {
    const alternating = Array.from({ length: 100_000 }, (_, i) => (i % 2 === 0 ? "runs 0.01" : "io 0.03")).join(", ");
    const text = ganttSvg(timeline([{ name: "main", does: alternating }]));
    expect(malformed(text)).toBeNull();
    expect(text).toContain("main: runs 25 %, I/O 75 %");
    expect(text.length).toBeLessThan(20_000);
    const uneven = Array.from({ length: 100_000 }, (_, i) =>
      i % 2 === 0 ? `runs ${0.01 + ((i * i) % 97) / 1e3}` : "io 0.03",
    );
    expect(ganttSvg(timeline([{ name: "main", does: uneven.join(", ") }])).length).toBeLessThan(400_000);
  });

  test("a run that took no time has lanes without pieces", () => {
    const text = ganttSvg(timeline([{ name: "main", does: "gone 0" }]));
    expect(malformed(text)).toBeNull();
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});
