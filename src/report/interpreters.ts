/** The same scenario on several interpreters, side by side: what each may do that others cannot. */
import type { Exploration } from "../explorer/exploration.js";
import { findingTitle } from "./finding.js";
import { clip, hang, plural } from "./layout.js";
import { settings, stroke } from "./paint.js";
import type { ReportOptions } from "./paint.js";
import { columnWidths, table } from "./table.js";
import type { Cell, Column } from "./table.js";
import { marks } from "./text.js";

const columns: readonly Column[] = [
  { title: "interpreter" },
  { title: "verdict" },
  { title: "outcomes" },
  { title: "findings" },
];

/** One row for each exploration of the same file, ending in a line end. */
export function interpretersReport(explorations: readonly Exploration[], options: ReportOptions = {}): string {
  const { width, paint, full } = settings(options);
  const [first] = explorations;
  const rows = explorations.map(row);
  const widths = columnWidths(columns, rows);
  const room = Math.max(24, width - 2 - widths[0] - widths[1] - 6);
  const half = Math.max(12, room - widths[3], Math.floor(room / 2));
  const limits = [Infinity, Infinity, Math.min(widths[2], half), Math.max(12, room - Math.min(widths[2], half))];
  const limited = full ? columns : columns.map((column, i) => ({ ...column, max: limits[i] }));
  const groups = new Set(explorations.map(outcomeText)).size;
  return [
    ...hang("", `${first.file}${first.title === "" ? "" : ` — ${first.title}`}`, width).map((line) =>
      stroke(paint, "bold", line),
    ),
    "",
    ...table(limited, rows, paint),
    "",
    paint.dim(`${plural(explorations.length, "interpreter")}, ${plural(groups, "different set")} of outcomes`),
    "",
  ].join("\n");
}

function row(exploration: Exploration): Cell[] {
  const { mark, colour } = marks[exploration.verdict];
  const found = exploration.findings.filter(({ violates }) => violates).map(findingTitle);
  return [
    { text: exploration.interpreter },
    { text: `${mark} ${exploration.verdict}`, colour },
    { text: outcomeText(exploration) },
    { text: [...new Set(found)].join(", ") },
  ];
}

/** "counter: 1, 2", "counter, total: (1, 2), (2, 2)", with the ends other than completion. */
function outcomeText({ outcomes, statistics }: Exploration): string {
  const labels = outcomes[0]?.values.map(({ label }) => label).join(", ") ?? "";
  const values = outcomes
    .filter(({ end }) => end === "completed")
    .map((outcome) => outcome.values.map(({ value }) => clip(value, 20)))
    .map((texts) => (texts.length === 1 ? texts[0] : `(${texts.join(", ")})`));
  const ends = [...new Set(outcomes.filter(({ end }) => end !== "completed").map(({ end }) => end))];
  const all = [
    ...(labels === "" ? (values.length > 0 ? ["completed"] : []) : [...new Set(values)]),
    ...ends,
    ...(statistics.complete ? [] : ["…"]),
  ];
  return labels === "" ? all.join(", ") : `${labels}: ${all.join(", ")}`;
}
