/** What `sim calibrate` measured: its file, as text, and what single costs may be. */
import { defaultCosts, parameterNames, parameters } from "./parameters.js";
import type { Costs, ParameterName } from "./parameters.js";

export const CALIBRATION_SCHEMA = 1;

export interface Calibration {
  readonly schema: typeof CALIBRATION_SCHEMA;
  /** "3.12.1" */
  readonly python: string;
  /** "Linux x86_64" */
  readonly platform: string;
  /** "2026-03-01T12:00:00.000Z" */
  readonly date: string;
  /** What is missing could not be measured; `notes` say why. */
  readonly costs: Partial<Costs>;
  readonly notes: readonly string[];
}

/** What is wrong with a calibration or with a single cost. */
export class CalibrationError extends Error {
  /** A name that there is not, for which another may have been meant. */
  readonly unknown: string | null;
  constructor(message: string, unknown: string | null = null) {
    super(message);
    this.unknown = unknown;
  }
}

/**
 * The costs in the text of a calibration file; what is missing there has its default. `name` is how the file is called.
 * Throws CalibrationError for what is no calibration, of another schema, or has names or values that cannot be.
 */
export function readCalibration(text: string, name: string): Costs {
  const document = parsed(text, name);
  if (document["schema"] !== CALIBRATION_SCHEMA)
    throw new CalibrationError(`${name} is no calibration of schema ${CALIBRATION_SCHEMA}`);
  return { ...defaultCosts, ...costsIn(document["costs"], name) };
}

/** The costs of a document, all of them possible. Throws CalibrationError. */
export function costsIn(costs: unknown, name: string): Partial<Costs> {
  if (!isObject(costs)) throw new CalibrationError(`${name}: \`costs\` is no object`);
  return Object.fromEntries(
    Object.entries(costs).map(([parameter, value]) => {
      const fault = faultOf(checkedName(parameter, name), value);
      if (fault !== null)
        throw new CalibrationError(`${name}: \`${parameter}\` is ${JSON.stringify(value)}, which is ${fault}`);
      return [parameter, value];
    }),
  );
}

/** The name of a parameter. Throws CalibrationError; `where` it is written. */
export function checkedName(parameter: string, where: string): ParameterName {
  if (!Object.hasOwn(parameters, parameter))
    throw new CalibrationError(`${where}: there is no parameter \`${parameter}\``, parameter);
  return parameter as ParameterName;
}

/** Why a parameter cannot have a value: "less than zero"; null: it can. */
export function faultOf(parameter: ParameterName, value: unknown): string | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return "not a number";
  const { unit } = parameters[parameter];
  if (unit === "count" && !Number.isInteger(value)) return "not a whole number";
  const least = unit === "count" || unit === "ratio" ? 1 : 0;
  if (value < least) return least === 0 ? "less than zero" : "less than one";
  if (unit === "share" && value > 1) return "more than one";
  return parameter === "switch_interval" && value === 0 ? "not more than zero" : null;
}

function parsed(text: string, name: string): Record<string, unknown> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new CalibrationError(`${name} is no calibration: it is not JSON, or not all of it`);
  }
  if (!isObject(document)) throw new CalibrationError(`${name} is no calibration: it is no object`);
  return document;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The parameters that a calibration leaves at their defaults. */
export function unmeasured(costs: Partial<Costs>): ParameterName[] {
  return parameterNames.filter((name) => !Object.hasOwn(costs, name));
}
