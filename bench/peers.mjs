/**
 * sim against SPIN on the models of peers/, alternately, in one run: states, states a second, memory, and the time until
 * the verdict is there. The last table sets the figures against what was asked of sim.
 */
import { cpus, totalmem } from "node:os";
import { peers, peerText } from "./models.mjs";
import { requirements } from "./requirements.mjs";
import { commandSeconds, explored } from "./sim.mjs";
import { gccVersion, spinVersion, verified } from "./spin.mjs";
import { count, median, publish, ratio, seconds, table, times } from "./table.mjs";

const quick = process.argv.includes("--quick");
const rounds = quick ? 1 : 5;
const mostSeconds = quick ? 15 : 180;
/** What takes longer is measured once. */
const longSeconds = 20;
const levels = quick ? [2] : [2, 3];
const spin = spinVersion();
if (spin === null) console.log("SPIN is not installed (Debian: spin, gcc); its columns stay empty.");

/** What is measured of a model, each by a function of what was measured before. */
function cellsOf(model, set) {
  const text = peerText(model);
  const cells = {
    full: () => explored({ text, set, reduce: "off" }, mostSeconds),
    reduced: () => explored({ text, set, reduce: "on" }, mostSeconds),
    command: () => commandOf(model, set),
  };
  if (spin === null) return cells;
  for (const optimize of levels) {
    for (const reduce of [false, true]) {
      const hash = (before) => (before === undefined ? 22 : Math.min(26, Math.ceil(Math.log2(before.states)) + 1));
      cells[spinCell(reduce, optimize)] = (before) =>
        verified(model, set, { reduce, optimize, hash: hash(before) }, mostSeconds);
    }
  }
  return cells;
}

const spinCell = (reduce, optimize) => `spin ${reduce ? "reduced" : "full"} -O${optimize}`;

function commandOf(model, set) {
  const taken = commandSeconds(model, set, mostSeconds);
  return taken === null ? null : { seconds: taken };
}

/** Each cell once, and again, so that a slow minute of the machine meets all of them. By cell: what was measured. */
function measured({ model, set }) {
  const cells = Object.entries(cellsOf(model, set));
  const results = new Map(cells.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of cells) {
      const before = results.get(name);
      const last = before[before.length - 1];
      if (round > 0 && (last === null || last.seconds > longSeconds)) continue;
      before.push(measure(last));
    }
  }
  return { model, set, name: nameOf(model, set), results };
}

function nameOf(model, set) {
  const parameters = Object.entries(set).map(([name, value]) => `${name}=${value}`);
  return [model, ...parameters].join(" ");
}

/** A figure of a row: the median of what was measured in a cell; null if nothing was. */
function figure(row, cell, key) {
  return median((row.results.get(cell) ?? []).map((each) => each?.[key]));
}

/** The same for SPIN, the better of its levels of optimization. */
function spinFigure(row, reduce, key, best) {
  const figures = levels.map((level) => figure(row, spinCell(reduce, level), key)).filter((each) => each !== null);
  return figures.length === 0 ? null : best(...figures);
}

/** Seconds until the verdict of SPIN, its compilation included. */
function spinVerdict(row, reduce, level) {
  const parts = ["buildSeconds", "seconds"].map((key) => figure(row, spinCell(reduce, level), key));
  return parts.includes(null) ? null : parts[0] + parts[1];
}

/** All that the tables and the requirements need of a row. */
function figuresOf(row) {
  const verdicts = levels.flatMap((level) => [false, true].map((reduce) => spinVerdict(row, reduce, level)));
  const ready = verdicts.filter((each) => each !== null);
  return {
    model: row.model,
    name: row.name,
    full: Object.fromEntries(
      ["states", "statesPerSecond", "searchSeconds", "seconds", "mebibytes"].map((key) => [
        key,
        figure(row, "full", key),
      ]),
    ),
    reduced: Object.fromEntries(
      ["states", "searchSeconds", "seconds", "mebibytes"].map((key) => [key, figure(row, "reduced", key)]),
    ),
    command: figure(row, "command", "seconds"),
    spin: {
      full: {
        states: spinFigure(row, false, "states", Math.min),
        rates: levels.map((level) => figure(row, spinCell(false, level), "statesPerSecond")),
        rate: spinFigure(row, false, "statesPerSecond", Math.max),
        searchSeconds: spinFigure(row, false, "searchSeconds", Math.min),
        mebibytes: spinFigure(row, false, "mebibytes", Math.min),
      },
      reduced: {
        states: spinFigure(row, true, "states", Math.min),
        searchSeconds: spinFigure(row, true, "searchSeconds", Math.min),
        mebibytes: spinFigure(row, true, "mebibytes", Math.min),
      },
      build: spinFigure(row, true, "buildSeconds", Math.min),
      verdict: ready.length === 0 ? null : Math.min(...ready),
    },
  };
}

function differingVerdicts(row) {
  const verdicts = [...row.results.values()].flat().flatMap((each) => each?.verdict ?? []);
  return new Set(verdicts).size > 1;
}

// --- tables ---------------------------------------------------------------------------------------------------------

function fullTable(rows) {
  const rates = levels.map((level) => [`SPIN -O${level} states/s`]);
  return table(
    [
      ["model", "left"],
      ["sim states"],
      ["SPIN states"],
      ["sim states/s"],
      ...rates,
      ["sim / SPIN"],
      ["sim search, s"],
      ["SPIN search, s"],
      ["sim MiB"],
      ["SPIN MiB"],
    ],
    rows.map(({ name, full, spin: { full: theirs } }) => [
      name,
      count(full.states),
      count(theirs.states),
      count(full.statesPerSecond),
      ...theirs.rates.map(count),
      times(ratio(full.statesPerSecond, theirs.rate)),
      seconds(full.searchSeconds),
      seconds(theirs.searchSeconds),
      count(full.mebibytes),
      count(theirs.mebibytes),
    ]),
  );
}

function reducedTable(rows) {
  return table(
    [
      ["model", "left"],
      ["sim states"],
      ["SPIN states"],
      ["sim search, s"],
      ["SPIN search, s"],
      ["sim MiB"],
      ["SPIN MiB"],
    ],
    rows.map(({ name, reduced, spin: { reduced: theirs } }) => [
      name,
      count(reduced.states),
      count(theirs.states),
      seconds(reduced.searchSeconds),
      seconds(theirs.searchSeconds),
      count(reduced.mebibytes),
      count(theirs.mebibytes),
    ]),
  );
}

function verdictTable(rows) {
  return table(
    [
      ["model", "left"],
      ["SPIN compiles, s"],
      ["SPIN in all, s"],
      ["`sim explore`, s"],
      ["SPIN / sim"],
      ["sim in a running process, s"],
      ["SPIN / sim"],
    ],
    rows.map(({ name, reduced, command, spin: theirs }) => [
      name,
      seconds(theirs.build),
      seconds(theirs.verdict),
      seconds(command),
      times(ratio(theirs.verdict, command)),
      seconds(reduced.seconds),
      times(ratio(theirs.verdict, reduced.seconds)),
    ]),
  );
}

function requirementTable(figures) {
  const answer = (met) => (met === null ? "not measured" : met ? "yes" : "**no**");
  return table(
    [
      ["asked", "left"],
      ["measured", "left"],
      ["met", "left"],
    ],
    requirements(figures, { quick, mostSeconds }).map(({ asked, said, met }) => [asked, said, answer(met)]),
  );
}

function conditions() {
  const machine = `${cpus().length} cores of the kind ${process.arch}, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`;
  const versions = [
    `Node ${process.versions.node}`,
    spin === null ? "no SPIN" : `SPIN ${spin}`,
    `gcc ${gccVersion() ?? "–"}`,
  ];
  const often = quick
    ? "a quick run: small sizes, measured once"
    : `median of ${rounds}; of one where it takes over ${longSeconds} s`;
  return `Measured on ${machine}, ${process.platform}; ${versions.join(", ")}; ${often}. “–”: too short to measure, or over ${mostSeconds} s.`;
}

const rows = peers
  .flatMap(({ model, sizes }) => (quick ? sizes.slice(0, 1) : sizes).map((set) => ({ model, set })))
  .map((job) => {
    const row = measured(job);
    process.stderr.write(`${row.name}\n`);
    if (differingVerdicts(row)) throw new Error(`${row.name}: the verdicts differ`);
    return row;
  });
const figures = rows.map(figuresOf);
publish(
  "peers",
  [
    conditions(),
    "### What was asked",
    requirementTable(figures),
    "### Without reduction",
    fullTable(figures),
    "### With reduction",
    reducedTable(figures),
    "### Until the verdict is there",
    verdictTable(figures),
  ].join("\n\n"),
);
