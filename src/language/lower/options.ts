/** `option` lines: which there are and what they may say. */
import { interpreterNames } from "../../programs/interpreters.js";
import { fairnesses, granularities, timeModels } from "../../programs/program.js";
import type { ProgramOptions } from "../../programs/program.js";
import { nanosecondsIn } from "../../programs/time-units.js";
import type { Diagnostic } from "../diagnostic.js";
import { suggest } from "../../programs/suggest.js";
import type { Declaration } from "../syntax.js";

type OptionDecl = Extract<Declaration, { kind: "Option" }>;
type Rule = { readonly words: readonly string[] } | { readonly form: Form };

const rules: Readonly<Record<string, Rule>> = {
  interpreter: { words: interpreterNames },
  granularity: { words: granularities },
  time: { words: timeModels },
  races: { words: ["report", "error"] },
  start_method: { words: ["fork", "spawn", "forkserver"] },
  fairness: { words: fairnesses },
  reduce: { words: ["auto", "on", "off"] },
  cores: { form: "count" },
  workers: { form: "count" },
  max_states: { form: "count" },
  max_units: { form: "count" },
  max_instructions: { form: "count" },
  seed: { form: "number" },
  switch_interval: { form: "duration" },
  calibration: { form: "file" },
  max_time: { form: "duration" },
  max_memory: { form: "size" },
};

export const optionNames: readonly string[] = Object.keys(rules);

/** The options of the file; what is wrong with them goes to `diagnostics`. Durations become seconds, sizes bytes. */
export function checkOptions(declarations: readonly Declaration[], diagnostics: Diagnostic[]): ProgramOptions {
  const options: Record<string, string | number> = {};
  for (const node of declarations) {
    if (node.kind !== "Option") continue;
    const name = node.name.replaceAll("-", "_");
    if (Object.hasOwn(options, name))
      report(diagnostics, "E231", `\`option ${node.name}\` is given twice.`, node.nameSpan, "Keep one of them.");
    const value = optionValue(node, name, diagnostics);
    if (value !== null) options[name] = value;
  }
  return options;
}

function optionValue(node: OptionDecl, name: string, diagnostics: Diagnostic[]): string | number | null {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule === undefined) {
    const meant = suggest(name, optionNames);
    const hint = meant === null ? `Options are ${listed(optionNames)}.` : `Did you mean \`${meant}\`?`;
    report(diagnostics, "E230", `There is no option \`${node.name}\`.`, node.nameSpan, hint);
    return null;
  }
  const value = node.value.trim();
  const read = readValue(rule, value);
  if (read !== null) return read;
  const expected = "words" in rule ? `one of ${listed(rule.words)}` : expectedForm[rule.form];
  const meant = "words" in rule ? suggest(value, rule.words) : null;
  diagnostics.push({
    code: "E232",
    severity: "error",
    message: `\`${value}\` is no value for \`option ${node.name}\`.`,
    span: node.valueSpan,
    expected,
    ...(meant === null ? {} : { hint: `Did you mean \`${meant}\`?` }),
  });
  return null;
}

type Form = "count" | "number" | "duration" | "size" | "file";

const expectedForm: Readonly<Record<Form, string>> = {
  count: "a whole number from 1, such as `4`",
  number: "a whole number, such as `1`",
  duration: "a duration, such as `5ms` or `60s`",
  size: "a size, such as `4G`",
  file: 'the name of a file, such as `"calibration.json"`',
};

const bytes: Readonly<Record<string, number>> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

function readValue(rule: Rule, text: string): string | number | null {
  if ("words" in rule) return rule.words.includes(text) ? text : null;
  return rule.form === "file" ? readName(text) : readNumber(rule.form, text);
}

/** Quoted or not. */
function readName(text: string): string | null {
  const match = /^(?:"([^"]+)"|'([^']+)'|([^"'\s]+))$/.exec(text);
  return match === null ? null : (match[1] ?? match[2] ?? match[3]);
}

function readNumber(form: Exclude<Form, "file">, text: string): number | null {
  const plain = text.replaceAll("_", "");
  if (form === "count" || form === "number") {
    if (!/^\d{1,15}$/.test(plain)) return null;
    const value = Number(plain);
    return form === "count" && value < 1 ? null : value;
  }
  const match = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(plain);
  if (match === null) return null;
  const isDuration = form === "duration";
  const unit = isDuration ? nanosecondsIn(match[2]) : bytes[match[2].toUpperCase().replace(/I?B$/, "")];
  return unit === undefined ? null : (Number(match[1]) * unit) / (isDuration ? 1e9 : 1);
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

function report(
  diagnostics: Diagnostic[],
  code: string,
  message: string,
  span: Diagnostic["span"],
  hint: string,
): void {
  diagnostics.push({ code, severity: "error", message, span, hint });
}
