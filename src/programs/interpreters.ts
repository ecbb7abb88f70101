/**
 * Where each interpreter may switch threads, as rules over our instructions (which have CPython's shape).
 * Measured on eleven interpreters; sources: `Python/ceval.c` (3.8 to 3.11), `Python/bytecodes.c` (3.12 and later).
 *
 * A rule names a kind of switch point. Between two visible operations of a unit another unit may run iff the unit
 * passed a switch point in between. Blocking always lets others run.
 */
import type { InterpreterName } from "./program.js";

export interface SwitchRules {
  /** Between any two steps: the language promises nothing else. */
  readonly everyStep: boolean;
  /** On entry to a Python function or generator (3.11+: RESUME). */
  readonly entry: boolean;
  /** At the jump that closes a loop. */
  readonly loop: boolean;
  /** After a conditional jump that was taken, in either direction (3.10: POP_JUMP_IF_*). */
  readonly takenJump: boolean;
  /** After a call of a C function; `most`: but for len, isinstance, type, list.append. */
  readonly call: "all" | "most" | "none";
  /** After a Python function has returned (3.10: after CALL_FUNCTION of whatever kind). */
  readonly returned: boolean;
  /** On entry to an exception handler. */
  readonly handler: boolean;
  /** Where C code releases the GIL: sleeping, I/O. */
  readonly release: boolean;
}

const everywhere: SwitchRules = {
  everyStep: true,
  entry: true,
  loop: true,
  takenJump: true,
  call: "all",
  returned: true,
  handler: true,
  release: true,
};
const cpython310: SwitchRules = { ...everywhere, everyStep: false };
const cpython311: SwitchRules = { ...cpython310, takenJump: false, call: "most", returned: false, handler: false };
const runToBlock: SwitchRules = {
  everyStep: false,
  entry: false,
  loop: false,
  takenJump: false,
  call: "none",
  returned: false,
  handler: false,
  release: true,
};

const rules: Readonly<Record<InterpreterName, SwitchRules>> = {
  any: everywhere,
  "cpython-3.8": everywhere,
  "cpython-3.9": everywhere,
  "cpython-3.10": cpython310,
  "cpython-3.11": cpython311,
  "cpython-3.12": cpython311,
  "cpython-3.13": cpython311,
  "cpython-3.14": cpython311,
  "cpython-3.15": cpython311,
  "free-threaded": everywhere,
  "run-to-block": runToBlock,
};

/** All models, in the order in which reports show them. */
export const interpreterNames: readonly InterpreterName[] = [
  "any",
  "cpython-3.8",
  "cpython-3.9",
  "cpython-3.10",
  "cpython-3.11",
  "cpython-3.12",
  "cpython-3.13",
  "cpython-3.14",
  "cpython-3.15",
  "free-threaded",
  "run-to-block",
];

export function switchRules(name: InterpreterName): SwitchRules {
  return rules[name];
}

/** Built-in callables that CPython 3.11 and later specialise into instructions without a check. */
export const uncheckedCalls: ReadonlySet<string> = new Set(["len", "isinstance", "type", "list.append"]);
