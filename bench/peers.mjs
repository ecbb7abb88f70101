/**
 * sim against SPIN on the models of peers/, alternately, in one run: states, states a second, memory, and the time until
 * the verdict is there. The last table sets the figures against what was asked of sim.
 */
import { conditions } from "./conditions.mjs";
import { peers, peerText } from "./models.mjs";
import { requirements, requirementTable } from "./requirements.mjs";
import { commandSeconds, explored } from "./sim.mjs";
import { spinVersion, verified } from "./spin.mjs";
import { count, median, publish, ratio, seconds, table, times } from "./table.mjs";

const quick = process.argv.includes("--quick");
/** All sizes, but measured once and not for long. */
const once = process.argv.includes("--once");
const rounds = quick || once ? 1 : 5;
const mostSeconds = quick ? 15 : once ? 30 : 60;
/** What takes longer is measured once. */
const longSeconds = 20;
const levels = quick || once ? [2] : [2, 3];
const spin = spinVersion();
if (spin === null) console.log("SPIN is not installed (Debian: spin, gcc); its columns stay empty.");

/** What is measured of a model, by the name of its cell. Each takes what was measured before, if anything was. */
function cellsOf({ model, set, fused }) {
  const text = peerText(model);
  const ours = (options) => () => complete(explored({ text, set, ...options }, mostSeconds));
  const cells = {
    full: ours({ reduce: "off" }),
    // Least schedules take more states; SPIN does not look for any.
    reduced: ours({ reduce: "on", leastSchedules: false }),
    process: ours({ reduce: "auto" }),
    command: () => commandOf(model, set, []),
    quiet: () => commandOf(model, set, ["--quiet"]),
  };
  if (spin === null) return cells;
  const theirs = (options) => (before) => verified(model, set, { ...options, hash: hashFor(before) }, mostSeconds);
  for (const optimize of levels)
    for (const reduce of [false, true]) cells[spinCell(reduce, optimize)] = theirs({ reduce, optimize });
  if (fused) cells.fused = theirs({ reduce: false, optimize: levels.at(-1), fused });
  return cells;
}

const spinCell = (reduce, optimize) => `spin ${reduce ? "reduced" : "full"} -O${optimize}`;

/** Twice as many entries as there are states; enough, while nobody knows how many there are. */
function hashFor(before) {
  return before === undefined ? (quick ? 20 : 24) : Math.max(10, Math.ceil(Math.log2(before.states)) + 1);
}

const complete = (found) => (found?.complete === true ? found : null);

function commandOf(model, set, options) {
  const taken = commandSeconds(model, set, options, mostSeconds);
  return taken === null ? null : { seconds: taken };
}

/** Each cell once, and again, so that a slow minute of the machine meets all of them. By cell: what was measured. */
function measured(job) {
  const { model, set } = job;
  const cells = Object.entries(cellsOf(job));
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

/** A figure of a row: the median of what was measured in a cell; null if nothing was. Of a search that was cut short only its rate is one. */
function figure(row, cell, key) {
  const told = (each) => (each?.cut === true && key !== "statesPerSecond" ? null : each?.[key]);
  return median((row.results.get(cell) ?? []).map(told));
}

/** The same for SPIN, the better of its levels of optimization. */
function spinFigure(row, reduce, key, best) {
  const figures = levels.map((level) => figure(row, spinCell(reduce, level), key)).filter((each) => each !== null);
  return figures.length === 0 ? null : best(...figures);
}

/** All that the tables and the requirements need of a row. */
function figuresOf(row) {
  const waited = [false, true]
    .map((reduce) => spinFigure(row, reduce, "seconds", Math.min))
    .filter((each) => each !== null);
  return {
    model: row.model,
    name: row.name,
    verdicts: new Set([...row.results.values()].flat().flatMap((each) => each?.verdict ?? [])),
    full: Object.fromEntries(
      ["states", "statesPerSecond", "searchSeconds", "seconds", "mebibytes"].map((key) => [
        key,
        figure(row, "full", key),
      ]),
    ),
    reduced: {
      seen: row.results.get("reduced").some((each) => each?.reduced),
      ...Object.fromEntries(["states", "searchSeconds", "mebibytes"].map((key) => [key, figure(row, "reduced", key)])),
    },
    command: figure(row, "command", "seconds"),
    quiet: figure(row, "quiet", "seconds"),
    process: figure(row, "process", "seconds"),
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
      fused: row.results.has("fused")
        ? { states: figure(row, "fused", "states"), searchSeconds: figure(row, "fused", "searchSeconds") }
        : null,
      build: spinFigure(row, true, "buildSeconds", Math.min),
      verdict: waited.length === 0 ? null : Math.min(...waited),
    },
  };
}

/** What contradicts: different verdicts of one model, or different numbers of states where the steps are the same. */
function contradictions({ name, full, spin: { fused }, verdicts }) {
  const differ = ![fused?.states ?? null, full.states].includes(null) && fused.states !== full.states;
  return [
    ...(verdicts.size > 1 ? [`${name}: ${[...verdicts].join(" and ")}`] : []),
    ...(differ ? [`${name}: ${count(full.states)} and, with the same steps, ${count(fused.states)} states`] : []),
  ];
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
      ["the same in sim's steps"],
      ["sim MiB"],
      ["SPIN MiB"],
    ],
    rows.map(({ name, full, spin: { full: theirs, fused } }) => [
      name,
      count(full.states),
      count(theirs.states),
      count(full.statesPerSecond),
      ...theirs.rates.map(count),
      times(ratio(full.statesPerSecond, theirs.rate)),
      seconds(full.searchSeconds),
      seconds(theirs.searchSeconds),
      seconds(fused?.searchSeconds),
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
      ["`--quiet`, s"],
      ["SPIN / sim"],
      ["sim in a running process, s"],
      ["SPIN / sim"],
    ],
    rows.map(({ name, process: running, command, quiet: alone, spin: theirs }) => [
      name,
      seconds(theirs.build),
      seconds(theirs.verdict),
      seconds(command),
      times(ratio(theirs.verdict, command)),
      seconds(alone),
      times(ratio(theirs.verdict, alone)),
      seconds(running),
      times(ratio(theirs.verdict, running)),
    ]),
  );
}

const howOften = quick
  ? "A quick run: small sizes, measured once."
  : once
    ? "Measured once."
    : `Median of ${rounds}; of one where it takes over ${longSeconds} s.`;
const jobs = peers.flatMap(({ model, sizes, check }) =>
  (quick ? sizes.slice(0, 1) : sizes).map((set) => ({
    model,
    set,
    fused: check.every((each) => each.fused !== false),
  })),
);
const figures = jobs.map((job) => {
  const row = figuresOf(measured(job));
  process.stderr.write(`${row.name}\n`);
  return row;
});
const wrong = figures.flatMap(contradictions);
if (wrong.length > 0) console.error(`The two sides contradict each other, nothing is written:\n${wrong.join("\n")}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
publish(
  "peers",
  [
    `${conditions({ spin, reduced: figures.some(({ reduced }) => reduced.seen) })} ${howOften} “–”: too short to measure, or over ${mostSeconds} s or 8 GiB.`,
    "### What was asked",
    requirementTable(requirements(figures)),
    "### Without reduction",
    fullTable(figures),
    "### With reduction",
    reducedTable(figures),
    "### Until the verdict is there",
    verdictTable(figures),
  ].join("\n\n"),
  wrong.length === 0,
);
