/** What it costs as a model grows: states, seconds and memory against its size, without and with reduction. */
import { conditions } from "./conditions.mjs";
import { counter, peerText } from "./models.mjs";
import { explored } from "./sim.mjs";
import { count, publish, seconds, table } from "./table.mjs";

const quick = process.argv.includes("--quick");
/** A curve ends where both searches take longer, or do not come to an end. */
const mostSeconds = quick ? 4 : 60;

const upTo = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const curves = [
  { name: "counter: 3 threads, n increments each", sizes: upTo(1, 12), job: (n) => ({ text: counter(3, n) }) },
  { name: "counter: n threads, 2 increments each", sizes: upTo(1, 9), job: (n) => ({ text: counter(n, 2) }) },
  {
    name: "n philosophers, the lower fork first",
    sizes: upTo(2, 13),
    job: (n) => ({ text: peerText("phil"), set: { N: n } }),
  },
  {
    name: "bank: n accounts in a ring, each with a lock; a transfer from each",
    sizes: upTo(2, 16),
    job: (n) => ({ text: peerText("bank"), set: { N: n } }),
  },
  {
    name: "bounded buffer: n producers of 1 item, n consumers, 1 slot",
    sizes: upTo(1, 5),
    job: (n) => ({ text: peerText("bbuf"), set: { P: n, C: n, B: 1, K: 1 } }),
  },
  {
    name: "indexer: n threads of 4 words",
    sizes: upTo(1, 11),
    job: (n) => ({ text: peerText("indexer"), set: { N: n } }),
  },
];

let reduced = false;

/** Rows until neither search ends in time. */
function curve({ name, sizes, job }) {
  const rows = [];
  const slow = { off: false, on: false };
  for (const n of sizes) {
    const cells = ["off", "on"].map((reduce) => {
      if (slow[reduce]) return null;
      const whole = explored({ ...job(n), reduce }, mostSeconds);
      const found = whole?.complete === true ? whole : null;
      slow[reduce] = found === null;
      reduced ||= found?.reduced === true;
      return found;
    });
    if (slow.off && slow.on) break;
    rows.push([
      String(n),
      ...cells.flatMap((found) => [count(found?.states), seconds(found?.seconds), count(found?.mebibytes)]),
    ]);
  }
  process.stderr.write(`${name}\n`);
  const columns = [["n"], ["states"], ["s"], ["MiB"], ["reduced: states"], ["s"], ["MiB"]];
  return `### ${name}\n\n${table(columns, rows)}`;
}

const tables = curves.map(curve);
publish(
  "curve",
  [
    `${conditions({ spin: null, reduced })} Seconds are those of compiling, searching and reading off the answers; MiB are those of the whole process, Node's included. A curve ends where it takes more than ${mostSeconds} s, or more memory than a search can have.`,
    ...tables,
  ].join("\n\n"),
);
