/** A plain table: a dim header, columns two spaces apart, as wide as what is in them. */
import { cells, clip, pad } from "./layout.js";
import { stroke } from "./paint.js";
import type { Colour, Paint } from "./paint.js";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Longer cells are clipped; default: no limit. */
  readonly max?: number;
}

export interface Cell {
  readonly text: string;
  readonly colour?: Colour;
}

const GAP = "  ";

/** How wide each column is. */
export function columnWidths(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  return columns.map(({ title, max = Infinity }, i) =>
    Math.max(cells(title), ...rows.map((row) => Math.min(max, cells(row[i]?.text ?? "")))),
  );
}

/** The columns of all together, gaps and indent included. */
export function tableWidth(columns: readonly Column[], rows: readonly (readonly Cell[])[], indent = 2): number {
  return indent + columnWidths(columns, rows).reduce((sum, width) => sum + width, GAP.length * (columns.length - 1));
}

/** Lines without trailing spaces; the header first, unless no column has a title. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  paint: Paint,
  indent = 2,
): string[] {
  const widths = columnWidths(columns, rows);
  const line = (row: readonly Cell[]): string => {
    const last = row.findLastIndex((cell) => cell.text !== "");
    const shown = row.slice(0, last + 1).map((cell, i) => {
      const { align = "left" } = columns[i];
      const text = clip(cell.text, widths[i]);
      const padded = i === last && align === "left" ? text : pad(text, widths[i], align);
      return stroke(paint, cell.colour ?? null, padded);
    });
    return " ".repeat(indent) + shown.join(GAP);
  };
  const header = columns.map(({ title }): Cell => ({ text: title, colour: "dim" }));
  const titled = columns.some(({ title }) => title !== "");
  return [...(titled ? [line(header)] : []), ...rows.map(line)];
}
