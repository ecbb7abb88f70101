/** Numbers as people type them on a command line: `1_000_000`, `10M`, `60s`, `4G`. */
import { nanosecondsIn } from "../programs/time-units.js";
import { UsageError } from "./exit.js";

/** "250000", "1_000_000", "10k", "2M" → a whole number, at least `least`. */
export function parseCount(option: string, text: string, least = 0): number {
  const match = /^(\d[\d_,]*)(?:\.0*)?([kKmM]?)$/.exec(text.trim());
  const count = match === null ? NaN : Number(match[1].replace(/[_,]/g, "")) * thousand(match[2]);
  if (!Number.isSafeInteger(count) || count < least)
    throw new UsageError(
      `--${option} ${text}: not a whole number${least > 0 ? ` of at least ${least}` : ""}`,
      "For instance 8, 100_000 or 10M.",
    );
  return count;
}

function thousand(suffix: string): number {
  return suffix === "" ? 1 : suffix.toLowerCase() === "k" ? 1e3 : 1e6;
}

/** What may stand on a command line beside the units of a scenario, in nanoseconds. */
const shortUnits = new Map([
  ["", 1e9],
  ["m", 60e9],
  ["h", 3600e9],
]);

/** "60s", "500ms", "2min", "90" (seconds) → milliseconds, more than zero. */
export function parseDuration(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*([a-z]*)$/.exec(text.trim());
  const unit = match === null ? undefined : (shortUnits.get(match[2]) ?? nanosecondsIn(match[2]));
  const result = match === null || unit === undefined ? NaN : (Number(match[1]) * unit) / 1e6;
  if (!(result > 0) || !Number.isFinite(result))
    throw new UsageError(`--${option} ${text}: not a duration`, `For instance --${option} 60s, 500ms or 2min.`);
  return result;
}

/** "4G", "512M", "1.5GiB", "100000" (bytes) → bytes, more than zero. */
export function parseBytes(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text.trim());
  const result =
    match === null ? NaN : Number(match[1]) * 1024 ** ["", "k", "m", "g", "t"].indexOf(match[2].toLowerCase());
  if (!(result > 0) || !Number.isFinite(result))
    throw new UsageError(`--${option} ${text}: not an amount of memory`, `For instance --${option} 4G or 512M.`);
  return Math.floor(result);
}

/** `NAME=VALUE` pairs, the last of a name wins. */
export function parseSettings(pairs: readonly string[]): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at < 1 || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
      throw new UsageError(`--set ${pair}: not of the form NAME=VALUE`, "For instance --set N=5.");
    settings[name] = pair.slice(at + 1);
  }
  return settings;
}
