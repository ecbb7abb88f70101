/** What was asked of sim alone: interchangeable units, and large spaces, each search in a process of its own. */
import { conditions } from "./conditions.mjs";
import { counter, peerText, stores } from "./models.mjs";
import { requirementTable } from "./requirements.mjs";
import { explored } from "./sim.mjs";
import { count, median, publish, seconds } from "./table.mjs";

const quick = process.argv.includes("--quick");
const rounds = quick || process.argv.includes("--once") ? 1 : 5;
const mostSeconds = 120;

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

/** Measured several times: the states, and the middle one of each figure; null if one of the searches was not finished in time. */
function measured(job) {
  const found = Array.from({ length: rounds }, () => explored(job, mostSeconds));
  if (found.includes(null)) return null;
  const middle = (figure) => median(found.map((each) => each[figure]));
  return {
    ...found[0],
    searchSeconds: middle("searchSeconds"),
    seconds: middle("seconds"),
    mebibytes: middle("mebibytes"),
  };
}

/** `job` null: not in a quick run. What takes too long, or too much memory, is not met. */
function requirement(asked, job, said, met) {
  if (job === null) return { asked, said: "–", met: null };
  const found = measured(job);
  if (found === null) return { asked, said: `over ${mostSeconds} s, or 8 GiB`, met: false };
  return { asked, said: said(found), met: met(found) };
}

function symmetry({ threads, increments, states, seconds: bound, large = false }) {
  const most = Math.floor(states / 2);
  const sooner = bound === null ? "" : `, search under ${bound} s`;
  const taken = (found) => found.searchSeconds ?? found.seconds;
  return requirement(
    `counter ${threads} × ${increments}: at most ${count(most)} states${sooner}`,
    quick && large ? null : { text: counter(threads, increments), reduce: "on", after: counter(3, 2) },
    (found) => `${count(found.states)}, ${seconds(taken(found))} s`,
    (found) => found.complete && found.states <= most && (bound === null || taken(found) < bound),
  );
}

const tenMillion = () =>
  requirement(
    "10,000,000 states of the counter in 60 s and 2 GiB",
    quick ? null : { text: counter(3, 10), reduce: "off", maxStates: 10_000_000 },
    (found) => `${count(found.states)} states, ${seconds(found.seconds)} s, ${count(found.mebibytes)} MiB`,
    (found) => found.states >= 10_000_000 && found.seconds < 60 && found.mebibytes <= 2048,
  );

const manyThreads = () =>
  requirement(
    "33 interchangeable threads of 2 stores each in a second",
    { text: stores(33), reduce: "on", maxStates: 1_000_000 },
    (found) => `${count(found.states)} states, ${seconds(found.seconds)} s`,
    (found) => found.complete && found.seconds < 1,
  );

const twelvePhilosophers = () =>
  requirement(
    "12 philosophers with ordered forks verified",
    { text: peerText("phil"), set: { N: 12 }, reduce: "on", leastSchedules: false },
    (found) => `${found.verdict}: ${count(found.states)} states, ${seconds(found.seconds)} s`,
    (found) => found.verdict === "holds",
  );

const made = [...symmetric.map(symmetry), tenMillion(), manyThreads(), twelvePhilosophers()];
publish(
  "scale",
  [
    `${conditions({ spin: null, reduced: true })} ${rounds === 1 ? "Measured once." : `Median of ${rounds}.`} “–”: over ${mostSeconds} s, or 8 GiB.`,
    requirementTable(made),
  ].join("\n\n"),
);
