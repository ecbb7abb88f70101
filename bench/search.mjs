/**
 * The searching engine against itself: states and transitions per second and bytes per state on four models at about
 * 10^4, 10^5 and 10^6 states. Times are of this machine in this run; compare ratios, not numbers of different days.
 *
 *     npm run bench            all          npm run bench -- --quick   without the largest
 */
import { performance } from "node:perf_hooks";
import { compile } from "../dist/language/compile.js";
import { Explaining } from "../dist/scheduler/explaining.js";
import { createWorld } from "../dist/scheduler/world.js";
import { finished } from "../dist/explorer/driving.js";
import { searchReduced } from "../dist/explorer/searching.js";
import { explore } from "../dist/explorer/explore.js";
import { boundedBuffer, counter, peterson, philosophers } from "./models.mjs";

const quick = process.argv.includes("--quick");
const models = [
  ["counter", [counter(2, 7), counter(2, 17), counter(3, 7)]],
  ["philosophers", [philosophers(7), philosophers(9), philosophers(11)]],
  ["Peterson / filter", [peterson(2, 30), peterson(3, 1), peterson(3, 2)]],
  ["bounded buffer", [boundedBuffer(2, 2, 1, 2), boundedBuffer(2, 2, 2, 5), boundedBuffer(3, 3, 2, 2)]],
];

function searchOnce(program) {
  const engine = new Explaining(createWorld(program));
  const initial = engine.initial();
  const limits = {
    maxStates: 3_000_000,
    maxBytes: 8 * 2 ** 30,
    maxTime: Infinity,
    clock: () => 0,
    interrupted: () => false,
    progress: null,
  };
  let bytes = 0;
  const progress = (p) => {
    bytes = p.bytes;
  };
  const job = searchReduced(engine, initial, { ...limits, progress }, "off");
  const began = performance.now();
  const { graph } = finished(job);
  return { seconds: (performance.now() - began) / 1000, graph, bytes };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const pad = (text, width) => String(text).padStart(width);
const count = (number) => Math.round(number).toLocaleString("en");

console.log(
  `${"model".padEnd(48)}${pad("states", 11)}${pad("transitions", 13)}${pad("states/s", 11)}${pad("trans./s", 11)}${pad("B/state", 9)}${pad("all, s", 8)}`,
);
for (const [, sizes] of models) {
  for (const [i, text] of sizes.entries()) {
    if (quick && i === 2) continue;
    const { program, diagnostics } = compile(text);
    if (program === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    const results = Array.from({ length: i === 2 ? 1 : 3 }, () => searchOnce(program));
    const seconds = median(results.map((result) => result.seconds));
    const { graph, bytes } = results[0];
    const began = performance.now();
    explore(program, { maxStates: 3_000_000 });
    const all = (performance.now() - began) / 1000;
    console.log(
      `${program.title.padEnd(48)}${pad(count(graph.states), 11)}${pad(count(graph.edges), 13)}${pad(count(graph.states / seconds), 11)}${pad(count(graph.edges / seconds), 11)}${pad((bytes / graph.states).toFixed(0), 9)}${pad(all.toFixed(1), 8)}`,
    );
  }
}
