/** Colours as functions, so that a report is a pure function of its data: `plain` here, a terminal's in `cli/colours`. */

type Stroke = (text: string) => string;

/** Wraps text in a colour or a weight. Text is laid out before it is painted: painting never changes its width. */
export interface Paint {
  readonly bold: Stroke;
  readonly dim: Stroke;
  readonly red: Stroke;
  readonly green: Stroke;
  readonly yellow: Stroke;
  readonly blue: Stroke;
  readonly magenta: Stroke;
  readonly cyan: Stroke;
}

/** One of the strokes of a Paint, or none. */
export type Colour = keyof Paint | null;

const unpainted: Stroke = (text) => text;

/** No colours at all. */
export const plain: Paint = {
  bold: unpainted,
  dim: unpainted,
  red: unpainted,
  green: unpainted,
  yellow: unpainted,
  blue: unpainted,
  magenta: unpainted,
  cyan: unpainted,
};

/** What every report function is given besides its data. */
export interface ReportOptions {
  /** Columns of the terminal; default 80. */
  readonly width?: number;
  /** Default `plain`. */
  readonly paint?: Paint;
  /** Nothing elided, nothing capped. */
  readonly full?: boolean;
}

/** The options with every default filled in. Narrow terminals get at least 60 columns. */
export function settings(options: ReportOptions): Required<ReportOptions> {
  return { width: Math.max(60, options.width ?? 80), paint: options.paint ?? plain, full: options.full ?? false };
}

/** Paints unless there is nothing to paint with, or nothing to paint. */
export function stroke(paint: Paint, colour: Colour, text: string): string {
  return colour === null || text.trim() === "" ? text : paint[colour](text);
}

const lanes: readonly Colour[] = ["cyan", "magenta", "blue", "green", "yellow"];

/** The colour a unit keeps throughout a report. */
export function unitColour(unit: number): Colour {
  return lanes[unit % lanes.length];
}
