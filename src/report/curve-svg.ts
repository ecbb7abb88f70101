/** The speed-ups of a sweep as a picture for a page, in the style of the Gantt chart's. */
import type { Sweep } from "../comparing/comparison.js";
import { curveScale, valueText, valuesText } from "./curve-scale.js";
import type { CurveScale, Series } from "./curve-scale.js";
import { duration, threeDigits } from "./figures.js";
import { list } from "./layout.js";
import { colourClass, element, legendOf, lineClass, round, svg, textAt, textWidth, tooltip } from "./svg.js";
import type { LegendEntry } from "./svg.js";

export interface CurveSvgOptions {
  /** Pixels; default 720, at least 320. */
  readonly width?: number;
  readonly title?: string;
  /** Begins the ids of the document; default "curve". Several pictures of one page need different ones. */
  readonly id?: string;
}

const MARGIN = 16;
const LEFT = 56;
const TOP = 64;
const PLOT = 280;
const RADIUS = 4;
const SPEEDUP_PARTS = 6;

interface Plot {
  readonly scale: CurveScale;
  readonly x: (value: number) => number;
  readonly y: (speedup: number) => number;
  readonly right: number;
}

/** The document, ending in a line end. */
export function curveSvg(sweep: Sweep, options: CurveSvgOptions = {}): string {
  const { title = `Speed-up by ${valuesText(sweep)}`, id = "curve" } = options;
  const width = Math.max(320, options.width ?? 720);
  const scale = curveScale(sweep);
  const right = width - MARGIN - 8;
  const bottom = TOP + PLOT;
  const plot: Plot = {
    scale,
    right,
    x: (value) => LEFT + 12 + scale.across(value) * (right - LEFT - 24),
    y: (speedup) => bottom - scale.up(speedup) * PLOT,
  };
  const keys = legendOf(legend(sweep, scale), MARGIN, right, bottom + 64);
  const names = list(scale.series.map(({ name }) => name));
  return svg({ width, height: keys.bottom + MARGIN, title, description: describe(sweep, names), id }, [
    textAt(MARGIN, MARGIN + 12, title, { class: "title" }),
    ...speedupAxis(plot),
    ...valueAxis(sweep, plot),
    ...(sweep.ideal === true ? [idealLine(plot)] : []),
    // The first one lies on top.
    ...scale.series.map((series, i) => curve(plot, series, i, sweep)).reverse(),
    ...keys.markup,
  ]);
}

function describe(sweep: Sweep, names: string): string {
  const values = sweep.points.map(({ value }) => valueText(value));
  return `How many times as fast as sequential ${names} are, for ${valuesText(sweep)} ${list(values)}.`;
}

function speedupAxis({ scale, y, right }: Plot): string[] {
  return scale
    .speedups(SPEEDUP_PARTS)
    .flatMap(({ at, label }) => [
      element("path", { class: "grid", d: `M${LEFT} ${Math.round(y(at)) + 0.5}H${round(right)}` }),
      textAt(LEFT - 8, y(at) + 4, label, { class: "faint", "text-anchor": "end" }),
    ]);
}

/** A label for each value that has room for it. */
function valueAxis(sweep: Sweep, { scale, x, right }: Plot): string[] {
  const y = TOP + PLOT;
  let free = 0;
  const labels = scale.values.flatMap(({ at, label }) => {
    const begin = x(at) - textWidth(label) / 2;
    const tick = element("path", { class: "line", d: `M${round(x(at))} ${y}v5` });
    if (begin < free) return [tick];
    free = begin + textWidth(label) + 8;
    return [tick, textAt(x(at), y + 20, label, { class: "faint", "text-anchor": "middle" })];
  });
  return [...labels, textAt(right, y + 38, valuesText(sweep), { class: "faint", "text-anchor": "end" })];
}

/** Up to the top of the plot, where the speed-up is the value itself. */
function idealLine({ scale, x, y }: Plot): string {
  const places: string[] = [];
  for (let share = 0; share <= 1; share += 1 / 128) {
    const value = scale.valueAt(share);
    if (scale.up(value) <= 1) places.push(`${round(x(value))} ${round(y(value))}`);
  }
  const style = { class: "line dots", d: `M${places.join("L")}` };
  return places.length < 2 ? "" : element("path", style, tooltip("ideal"));
}

function curve({ x, y }: Plot, { name, points }: Series, i: number, sweep: Sweep): string {
  const places = points.map(({ value, speedup }) => `${round(x(value))} ${round(y(speedup))}`);
  const path = element("path", { class: `line ${lineClass(i)}`, d: `M${places.join("L")}` });
  const marks = points.map(({ value, seconds, speedup }) => {
    const figures = `${valuesText(sweep)} ${valueText(value)}: ${duration(seconds * 1e9)}, ${threeDigits(speedup)} times as fast`;
    return mark(i, x(value), y(speedup), tooltip(`${name}\n${figures}`));
  });
  return element("g", {}, [path, ...marks].join("\n"));
}

/** A shape for each series, so that they are told apart without colours. */
function mark(series: number, x: number, y: number, tip = ""): string {
  const style = { class: colourClass(series) };
  const r = RADIUS;
  switch (series % 4) {
    case 0:
      return element("circle", { ...style, cx: x, cy: y, r }, tip);
    case 1:
      return element(
        "path",
        { ...style, d: `M${round(x)} ${round(y - r - 1)}l${r + 1} ${2 * r}h${-2 * (r + 1)}z` },
        tip,
      );
    case 2:
      return element("rect", { ...style, x: x - r, y: y - r, width: 2 * r, height: 2 * r }, tip);
    default:
      return element("path", { ...style, d: `M${round(x)} ${round(y - r - 1)}l5 5l-5 5l-5 -5z` }, tip);
  }
}

function legend({ ideal }: Sweep, { series }: CurveScale): LegendEntry[] {
  const entries = series.map(({ name }, i): LegendEntry => ({ text: name, sign: (x, y) => mark(i, x + 14, y) }));
  const dotted: LegendEntry = {
    text: "ideal",
    sign: (x, y) => element("path", { class: "line dots", d: `M${round(x)} ${y}h24` }),
  };
  return ideal === true ? [...entries, dotted] : entries;
}
