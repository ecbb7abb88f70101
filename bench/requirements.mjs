/** What was asked of sim's speed, each computed from figures: met or not, or null where a figure is missing. */
import { counter, peerText, stores } from "./models.mjs";
import { explored } from "./sim.mjs";
import { count, ratio, seconds, times } from "./table.mjs";

/**
 * Counters of T units and N increments: states, and seconds of the search, of a checker that infers symmetry
 * (Harmony's, which is not installed here; the figures are of the same class of machine). Half the states are asked for.
 */
const symmetric = [
  { threads: 2, increments: 10, states: 25_722, seconds: null },
  { threads: 3, increments: 3, states: 5_119, seconds: null },
  { threads: 4, increments: 3, states: 72_898, seconds: 0.04 },
  { threads: 5, increments: 3, states: 978_175, seconds: 0.6, large: true },
  { threads: 3, increments: 8, states: 1_367_164, seconds: 0.7, large: true },
  { threads: 4, increments: 5, states: 3_279_626, seconds: 2.3, large: true },
];
const underReduction = ["phil", "indexer", "filesystem", "lastzero", "bbuf"];

/** `rows`: the figures of peers.mjs. */
export function requirements(rows, { quick, mostSeconds }) {
  return [
    ...["counter", "filter", "phil"].map((model) => speed(rows, model)),
    verdict(rows, "`sim explore`, start of Node included", ({ command }) => command),
    verdict(rows, "`sim explore --quiet`, the verdict alone", ({ quiet: alone }) => alone),
    verdict(rows, "sim in a running process, compiling included", (row) => row.process),
    ...underReduction.map((model) => fewer(rows, model)),
    ...symmetric.map((asked) => symmetry(asked, quick && asked.large === true, mostSeconds)),
    tenMillion(quick, mostSeconds),
    manyThreads(quick ? 10 : 30),
    twelvePhilosophers(quick, mostSeconds),
  ];
}

const known = (number) => number !== null && number !== undefined;

/** In the largest size in which both have a rate: SPIN's steps are smaller, so that it may be that of a search cut short. */
export function speed(rows, model) {
  const asked = `${model}: as many states a second as SPIN without reduction`;
  const both = rows.filter(
    (row) => row.model === model && known(row.full.statesPerSecond) && known(row.spin.full.rate),
  );
  if (both.length === 0) return { asked, said: "–", met: null };
  const { name, full, spin } = both.reduce((most, each) => (each.full.states >= most.full.states ? each : most));
  const said = `${name}: ${count(full.statesPerSecond)}; SPIN ${count(spin.full.rate)}: ${times(ratio(full.statesPerSecond, spin.full.rate))}`;
  return { asked, said, met: full.statesPerSecond >= spin.full.rate };
}

/** Over all models with less than a million states; the worst one counts. */
export function verdict(rows, what, secondsOf) {
  const asked = `under a million states: verdict in a fifth of SPIN's time, its compiling included; ${what}`;
  const small = rows.filter(({ full, spin }) => full.states < 1e6 && known(full.states) && known(spin.verdict));
  const found = small.map((row) => ({ name: row.name, times: ratio(row.spin.verdict, secondsOf(row)) }));
  if (found.length === 0 || found.some((each) => !known(each.times))) return { asked, said: "–", met: null };
  const worst = found.reduce((a, b) => (b.times < a.times ? b : a));
  const enough = found.filter((each) => each.times >= 5).length;
  const said = `${enough} of ${found.length} models; at worst ${times(worst.times)} (${worst.name})`;
  return { asked, said, met: worst.times >= 5 };
}

export function fewer(rows, model) {
  const asked = `${model}: with reduction no more states than SPIN`;
  const all = rows.filter(
    (each) => each.model === model && known(each.reduced.states) && known(each.spin.reduced.states),
  );
  if (all.length === 0) return { asked, said: "–", met: null };
  const said = all.map(({ reduced, spin }) => `${count(reduced.states)} / ${count(spin.reduced.states)}`).join(" · ");
  return { asked, said, met: all.every(({ reduced, spin }) => reduced.states <= spin.reduced.states) };
}

function symmetry({ threads, increments, states, seconds: bound }, skipped, mostSeconds) {
  const most = Math.floor(states / 2);
  const sooner = bound === null ? "" : `, search under ${bound} s`;
  const asked = `counter ${threads} × ${increments}: at most ${count(most)} states${sooner}`;
  const found = skipped ? null : explored({ text: counter(threads, increments), reduce: "on" }, mostSeconds);
  if (found === null) return { asked, said: "–", met: null };
  const taken = found.searchSeconds ?? found.seconds;
  const said = `${count(found.states)}, ${seconds(taken)} s`;
  return { asked, said, met: found.complete && found.states <= most && (bound === null || taken < bound) };
}

function tenMillion(quick, mostSeconds) {
  const asked = "10,000,000 states of the counter in 60 s and 2 GiB";
  const found = quick ? null : explored({ text: counter(3, 10), reduce: "off", maxStates: 10_000_000 }, mostSeconds);
  if (found === null) return { asked, said: "–", met: null };
  const said = `${count(found.states)} states, ${seconds(found.seconds)} s, ${count(found.mebibytes)} MiB`;
  return { asked, said, met: found.states >= 10_000_000 && found.seconds < 60 && found.mebibytes <= 2048 };
}

function manyThreads(mostSeconds) {
  const asked = "33 interchangeable threads of 2 stores each in a second";
  const found = explored({ text: stores(33), reduce: "on", maxStates: 1_000_000 }, mostSeconds);
  if (found === null || !found.complete)
    return { asked, said: found === null ? `over ${mostSeconds} s, or 8 GiB` : "over 1,000,000 states", met: false };
  return { asked, said: `${count(found.states)} states, ${seconds(found.seconds)} s`, met: found.seconds < 1 };
}

function twelvePhilosophers(quick, mostSeconds) {
  const asked = "12 philosophers with ordered forks verified";
  const found = quick
    ? null
    : explored({ text: peerText("phil"), set: { N: 12 }, reduce: "on", leastSchedules: false }, mostSeconds);
  if (found === null)
    return { asked, said: quick ? "–" : `over ${mostSeconds} s, or 8 GiB`, met: quick ? null : false };
  const said = `${found.verdict}: ${count(found.states)} states, ${seconds(found.seconds)} s`;
  return { asked, said, met: found.verdict === "holds" };
}
