/**
 * Predicted against measured: the programs of time/, carried out by every strategy of their `compare` lines in a real
 * Python, on a machine that was calibrated just before. `--python` names the Python; `--quick` measures once.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCalibration } from "../dist/timing/calibration.js";
import { conditions } from "./conditions.mjs";
import { median, publish, table } from "./table.mjs";
import { described } from "./time/describe.mjs";
import { measured } from "./time/measure.mjs";
import { predicted } from "./time/predict.mjs";
import { errorOf, requirements, signed } from "./time/verdicts.mjs";

const quick = process.argv.includes("--quick");
const runs = quick ? 1 : 5;
const python = wordAfter("--python") ?? "python3";
const folder = fileURLToPath(new URL("time/", import.meta.url));

function wordAfter(option) {
  const at = process.argv.indexOf(option);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** What `sim calibrate` measures now. */
function calibrated() {
  const scratch = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const file = join(scratch, "calibration.json");
    const words = ["calibrate", "-o", file, "--python", python, "--json", ...(quick ? ["--quick"] : [])];
    const sim = fileURLToPath(new URL("../bin/sim.js", import.meta.url));
    const done = spawnSync(process.execPath, [sim, ...words], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(done.stderr);
    return { version: JSON.parse(done.stdout).python, costs: readCalibration(done.stdout, file) };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function row(file, costs) {
  const text = readFileSync(join(folder, file), "utf8");
  const description = described(text);
  const { seconds, recommended } = predicted(text, costs);
  const taken = measured(python, description, runs);
  const cells = description.strategies.map(({ text: strategy }, index) => {
    const sorted = [...taken[index]].sort((a, b) => a - b);
    const spread = (sorted.at(-1) - sorted[0]) / 2;
    return { strategy, predicted: seconds[strategy] ?? null, measured: median(sorted), spread };
  });
  const name = file.replace(".scenario", "");
  process.stderr.write(`${name}\n`);
  return { name, title: /"(.*)"/.exec(text)[1], recommended, cells };
}

const milliseconds = (seconds) => (seconds === null ? "–" : (1000 * seconds).toFixed(1));

function lines({ name, recommended, cells }) {
  return cells.map((cell, index) => [
    index === 0 ? name : "",
    cell.strategy + (cell.strategy === recommended ? " ✓" : ""),
    milliseconds(cell.predicted),
    milliseconds(cell.measured),
    `± ${milliseconds(cell.spread)}`,
    signed(errorOf(cell)),
  ]);
}

const { version, costs } = calibrated();
const rows = readdirSync(folder)
  .filter((file) => file.endsWith(".scenario"))
  .sort()
  .map((file) => row(file, costs));
const demanded = requirements(rows).map(({ asked, said, met }) => [
  asked,
  said,
  met === null ? "not measured" : met ? "yes" : "**no**",
]);
const complete = rows.every(({ cells }) => cells.every(({ predicted: seconds }) => seconds !== null));
publish(
  "time",
  [
    `${conditions({ spin: null, reduced: true, python: version })} The median of ${runs}, ± half of what lies between the shortest and the longest; ✓: recommended.`,
    `### Was it met?\n\n${table(
      [
        ["asked", "left"],
        ["measured", "left"],
        ["met", "left"],
      ],
      demanded,
    )}`,
    `### Predicted and measured\n\n${table([["program", "left"], ["strategy", "left"], ["predicted, ms"], ["measured, ms"], ["spread, ms"], ["error"]], rows.flatMap(lines))}`,
  ].join("\n\n"),
  complete,
);
