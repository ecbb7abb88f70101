/** What was asked of sim beside SPIN, each computed from figures: met or not, or null where a figure is missing. */
import { count, ratio, table, times } from "./table.mjs";

const underReduction = ["phil", "indexer", "filesystem", "lastzero", "bbuf"];

/** `rows`: the figures of peers.mjs. */
export function requirements(rows) {
  return [
    ...["counter", "filter", "phil"].map((model) => speed(rows, model)),
    verdict(rows, "`sim explore`, start of Node included", ({ command }) => command),
    verdict(rows, "`sim explore --quiet`, the verdict alone", ({ quiet: alone }) => alone),
    verdict(rows, "sim in a running process, compiling included", (row) => row.process),
    ...underReduction.map((model) => fewer(rows, model)),
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

/** Requirements as a table: what was asked, what was measured, and whether that will do. */
export function requirementTable(requirements) {
  const answer = (met) => (met === null ? "not measured" : met ? "yes" : "**no**");
  return table(
    [
      ["asked", "left"],
      ["measured", "left"],
      ["met", "left"],
    ],
    requirements.map(({ asked, said, met }) => [asked, said, answer(met)]),
  );
}
