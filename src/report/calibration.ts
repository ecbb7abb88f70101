/** What was measured, as a table beside the defaults. */
import { unmeasured } from "../timing/calibration.js";
import type { Calibration } from "../timing/calibration.js";
import { parameterNames, parameters } from "../timing/parameters.js";
import type { Parameter, ParameterName } from "../timing/parameters.js";
import { hang, wrap } from "./layout.js";
import { settings } from "./paint.js";
import type { ReportOptions } from "./paint.js";
import { table, tableWidth } from "./table.js";
import type { Cell, Column } from "./table.js";

const columns: readonly Column[] = [
  { title: "parameter" },
  { title: "measured", align: "right" },
  { title: "default", align: "right" },
  { title: "meaning" },
];

/** Lines, without colours unless told. */
export function calibrationReport({ python, platform, costs, notes }: Calibration, options: ReportOptions): string[] {
  const { width, paint } = settings(options);
  const figures = parameterNames.map((name) => figuresOf(name, costs[name]));
  const room = width - tableWidth(columns, figures) + columns[3].title.length;
  const rows = figures.flatMap((row, index) => {
    const [first, ...more] = wrap(parameters[parameterNames[index]].meaning, room);
    const rest = more.map((text): Cell[] => [...row.map(() => ({ text: "" })), { text }]);
    return [[...row, { text: first }], ...rest];
  });
  const left = unmeasured(costs);
  return [
    `${paint.bold("Python")} ${python} on ${platform}`,
    "",
    ...table(columns, rows, paint),
    ...(left.length === 0 ? [] : ["", ...hang("Not measured, so at their defaults: ", left.join(", "), width)]),
    ...notes.flatMap((note) => hang("! ", note, width)),
  ];
}

/** A measured value that is far from the default stands out. */
function figuresOf(name: ParameterName, measured: number | undefined): Cell[] {
  const { unit, default: usual } = parameters[name];
  const far = measured !== undefined && (measured > 3 * usual || measured < usual / 3);
  return [
    { text: name },
    measured === undefined
      ? { text: "–", colour: "dim" }
      : { text: figure(measured, unit), colour: far ? "yellow" : null },
    { text: figure(usual, unit), colour: "dim" },
  ];
}

const prefixes = ["", "m", "µ", "n", "p"];

/** "30 µs", "1.5 ns/byte", "30 %", "1.02 ×", "2" */
function figure(value: number, unit: Parameter["unit"]): string {
  switch (unit) {
    case "count":
      return String(value);
    case "ratio":
      return `${three(value)} ×`;
    case "share":
      return `${three(100 * value)} %`;
    default: {
      const step = value === 0 ? 0 : Math.min(4, Math.max(0, Math.ceil(-Math.log10(value) / 3 - 1e-9)));
      return `${three(value * 1000 ** step)} ${prefixes[step]}s${unit.replace("seconds", "").replace(" per ", "/")}`;
    }
  }
}

function three(value: number): string {
  return String(Number(value.toPrecision(3)));
}
