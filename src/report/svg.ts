/** Self-contained SVG: elements as text, everything escaped, and one style for light and dark. */
import { cells } from "./layout.js";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** For text and for attributes; characters that XML has no way to write become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|[\p{Surrogate}\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"']/g, (char) => escapes[char]);
}

type Attributes = Readonly<Record<string, string | number>>;

/** `<name a="1">content</name>`; numbers with two decimals at most. The content is markup. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  return `<${name}${written.join("")}${content === "" ? "/>" : `>${content}</${name}>`}`;
}

function attribute(value: string | number): string {
  return typeof value === "string" ? escapeXml(value) : String(round(value));
}

/** A hundredth of a pixel is enough. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Text whose base line begins, ends or is centred at a point. */
export function textAt(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element("text", { x, y, ...attributes }, escapeXml(text));
}

/** A tooltip. */
export function tooltip(text: string): string {
  return element("title", {}, escapeXml(text));
}

/** About how wide the text is in the chart's font, in pixels. */
export function textWidth(text: string): number {
  return cells(text) * 6.5;
}

/** Colours of the lanes, for light and dark, told apart by those who see no red or no green as well. */
const palette: readonly (readonly [light: string, dark: string])[] = [
  ["#1864ab", "#74c0fc"],
  ["#b35c00", "#ffa94d"],
  ["#9c36b5", "#da77f2"],
  ["#2b8a3e", "#69db7c"],
  ["#0b7285", "#3bc9db"],
];

/** The class of a lane's colour. */
export function colourClass(lane: number): string {
  return `c${lane % palette.length}`;
}

/** The same as the colour of a line. */
export function lineClass(series: number): string {
  return `s${series % palette.length}`;
}

const light = {
  ".back": "fill:#fff",
  text: "fill:#1f2328",
  ".faint": "fill:#59636e",
  ".grid": "stroke:#d9dee3",
  ".line": "stroke:#818b98",
};
const dark = {
  ".back": "fill:#0d1117",
  text: "fill:#e6edf3",
  ".faint": "fill:#9198a1",
  ".grid": "stroke:#2a3038",
  ".line": "stroke:#6e7681",
};

function rules(theme: Readonly<Record<string, string>>, shade: 0 | 1): string {
  const colours = palette.map((pair, i) => [`.c${i}{fill:${pair[shade]}}`, `.s${i}{stroke:${pair[shade]}}`]);
  return [...Object.entries(theme).map(([selector, style]) => `${selector}{${style}}`), ...colours.flat()].join("");
}

const style =
  "text{font:12px ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}" +
  "text.title{font-size:14px;font-weight:600}.line{stroke-width:2;fill:none}.grid{stroke-width:1;fill:none}.dots{stroke-dasharray:2 3}" +
  `${rules(light, 0)}@media (prefers-color-scheme:dark){${rules(dark, 1)}}`;

export interface LegendEntry {
  readonly text: string;
  /** What it explains, 24 pixels wide, its middle at a height. */
  readonly sign: (x: number, middle: number) => string;
}

const LEGEND = { row: 22, sign: 32, gap: 18 };

/** In as many lines as it takes; where the last one's base line is. */
export function legendOf(
  entries: readonly LegendEntry[],
  left: number,
  right: number,
  top: number,
): { readonly markup: readonly string[]; readonly bottom: number } {
  const markup: string[] = [];
  let x = left;
  let y = top;
  for (const { text, sign } of entries) {
    const width = LEGEND.sign + textWidth(text);
    if (x > left && x + width > right) {
      x = left;
      y += LEGEND.row;
    }
    markup.push(sign(x, y - 4), textAt(x + LEGEND.sign, y, text, { class: "faint" }));
    x += width + LEGEND.gap;
  }
  return { markup, bottom: y };
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** What it is, and what it shows, in a sentence each: for those who cannot see it. */
  readonly title: string;
  readonly description: string;
  /** Begins the ids of the document, where several stand in one page. */
  readonly id: string;
}

/** The document. */
export function svg({ width, height, title, description, id }: Picture, content: readonly string[]): string {
  const head = [
    element("title", { id: `${id}-title` }, escapeXml(title)),
    element("desc", { id: `${id}-desc` }, escapeXml(description)),
    element("style", {}, style),
    element("rect", { class: "back", width, height, rx: 6 }),
  ];
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
    width: Math.ceil(width),
    height: Math.ceil(height),
    role: "img",
    "aria-labelledby": `${id}-title ${id}-desc`,
  };
  return `${element("svg", attributes, `\n${[...head, ...content].join("\n")}\n`)}\n`;
}
