/** The same scenario on several interpreters, side by side: what each may do that others cannot. */
import type { Exploration } from "../explorer/exploration.js";
import { findingTitle } from "./finding.js";
import { grouped } from "./grouped.js";
import { clip, hang, plural } from "./layout.js";
import { settings, stroke } from "./paint.js";
import type { ReportOptions } from "./paint.js";
import { columnWidths, table } from "./table.js";
import type { Cell, Column } from "./table.js";
import { limitText, marks } from "./text.js";

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
  const groups = new Set(explorations.map(outcomeSet)).size;
  const stopped = grouped(
    explorations.filter(({ limit }) => limit !== null),
    ({ limit }) => (limit === null ? "" : limitText(limit.message, limit.option)),
  );
  return [
    ...hang("", `${first.file}${first.title === "" ? "" : ` — ${first.title}`}`, width).map((line) =>
      stroke(paint, "bold", line),
    ),
    "",
    ...table(limited, rows, paint),
    "",
    paint.dim(
      `${plural(explorations.length, "interpreter")}, ${stopped.size > 0 ? "so far " : ""}${plural(groups, "different set")} of outcomes`,
    ),
    ...[...stopped].flatMap(([message, those]) =>
      hang("", `${message}: ${those.map(({ interpreter }) => interpreter).join(", ")}`, width).map((line) =>
        stroke(paint, "yellow", line),
      ),
    ),
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

/** What can come out, ends and their values. */
function outcomeSet({ outcomes }: Exploration): string {
  return outcomes
    .map(({ end, values }) => `${end} ${values.map(({ value }) => value).join(" ")}`)
    .sort()
    .join("\n");
}

/** "counter: 1, 2", "counter, total: (1, 2), (2, 2)", with the ends other than completion. */
function outcomeText({ outcomes, statistics }: Exploration): string {
  const labels = outcomes[0]?.values.map(({ label }) => label).join(", ") ?? "";
  const told = outcomes.map(({ end, values }) => {
    const texts = values.map(({ value }) => clip(value, 20));
    const value = texts.length === 1 ? texts[0] : texts.length === 0 ? "" : `(${texts.join(", ")})`;
    return end === "completed" ? value || end : `${end} ${value}`.trimEnd();
  });
  const all = [...new Set(told), ...(statistics.complete ? [] : ["…"])];
  return labels === "" ? all.join(", ") : `${labels}: ${all.join(", ")}`;
}
