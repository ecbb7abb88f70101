/** What a second core is worth: seconds of large searches with one and with two, in turn. */
import { conditions } from "./conditions.mjs";
import { counter, peerText } from "./models.mjs";
import { explored } from "./sim.mjs";
import { count, median, publish, ratio, seconds, table, times } from "./table.mjs";

const quick = process.argv.includes("--quick");
const rounds = quick || process.argv.includes("--once") ? 1 : 5;
const mostSeconds = 120;

const models = [
  { name: "counter N=3 K=7", text: counter(3, 7) },
  ...(quick ? [] : [{ name: "counter N=4 K=4", text: counter(4, 4) }]),
  { name: "phil N=11", text: peerText("phil"), set: { N: 11 } },
  { name: "filesystem N=6", text: peerText("filesystem"), set: { N: 6 } },
  { name: "filter N=4", text: peerText("filter"), set: { N: 4 } },
];

function measured({ name, text, set }) {
  const found = { one: [], two: [] };
  for (let round = 0; round < rounds; round++)
    for (const [cores, workers] of [
      ["one", 1],
      ["two", 2],
    ])
      found[cores].push(explored({ text, set, reduce: "off", workers }, mostSeconds));
  process.stderr.write(`${name}\n`);
  const middle = (cores, figure) => median(found[cores].map((each) => each?.[figure]));
  const [search, all] = ["searchSeconds", "seconds"].map((figure) => ["one", "two"].map((c) => middle(c, figure)));
  const cells = [...search.map(seconds), times(ratio(...search)), ...all.map(seconds), times(ratio(...all))];
  return [name, count(found.one[0]?.states), ...cells];
}

const columns = [["model", "left"], ["states"], ["search, one core, s"], ["two, s"], ["one / two"]];
const rows = models.map(measured);
publish(
  "cores",
  [
    `${conditions({ spin: null, reduced: true })} ${rounds === 1 ? "Measured once." : `The middle one of ${rounds}.`} Without reduction; in all is until the answers are there.`,
    table([...columns, ["in all, one core, s"], ["two, s"], ["one / two"]], rows),
  ].join("\n\n"),
);
