/**
 * The models of peers/ against one another, exactly: SPIN on the fused Promela stores as many states as sim without
 * reduction, and where one finds a violation the other does. Exit code 1 if something differs.
 */
import { peers, peerText } from "./models.mjs";
import { explored } from "./sim.mjs";
import { spinVersion, verified } from "./spin.mjs";

const most = 60;
const spin = spinVersion();
if (spin === null) console.log("SPIN is not installed (Debian: spin, gcc): only sim is checked.");
let differs = false;

function check(model, set, what, found, expected) {
  const same = found.every((each) => each === expected);
  if (!same) differs = true;
  const said = found.map((each) => each ?? "–").join(", ");
  const parameters = Object.entries(set).map(([name, value]) => `${name}=${value}`);
  console.log(
    [same ? "✓" : "✗", model, ...parameters, what, said, ...(same ? [] : [`expected ${expected}`])].join(" "),
  );
}

for (const { model, check: sizes, faulty } of peers) {
  for (const { set, states, fused = true } of sizes) {
    const ours = explored({ text: peerText(model), set, reduce: "off" }, most);
    const theirs = spin === null || !fused ? [] : [verified(model, set, { reduce: false, fused: true }, most)?.states];
    check(model, set, "states", [ours?.states, ...theirs], states);
    check(model, set, "verdict", [ours?.verdict], "holds");
  }
  for (const set of faulty) {
    const ours = explored({ text: peerText(model), set, maxStates: 20_000 }, most);
    const theirs = spin === null ? [] : [verified(model, set, { reduce: true }, most)?.verdict];
    check(model, set, "verdict", [ours?.verdict, ...theirs], "violated");
  }
}
if (differs) process.exitCode = 1;
