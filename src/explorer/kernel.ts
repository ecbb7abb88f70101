/**
 * The search's inner loops, in WebAssembly (src/kernel): the set of states, what units can do in them, the graph, and the
 * order in which nodes are visited. The kernel knows numbers only; what they stand for it asks its host, once for each.
 */
import type { StateGraph } from "./graph.js";
import { kernelCode, sharingAt } from "./kernel-code.js";
import type { SharedKernel } from "./second-core.js";

/** What the kernel asks: see src/kernel/host.ts. */
export interface Host {
  child(node: number, key: number): number;
  learn(leaf: number, unit: number): void;
  whole(leaf: number, unit: number): number;
  standstillLeaf(unit: number): number;
  kindOf(step: number, depends: number): number;
  inspect(state: number): void;
  end(state: number, over: number): void;
  standstill(state: number, leaf: number): void;
  reach(set: number, preemptions: number, steps: number, node: number, edge: number): void;
  rotation(from: number, to: number): number;
  then(first: number, second: number): number;
  meet(state: number, one: number, other: number): number;
}

type Numbers = readonly number[];

/** As much of it as is needed, for where neither browser's nor Node's types are. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Memory: new (limits: object) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** What the kernel does: see src/kernel. Addresses are in bytes; truth is 1. */
export interface KernelExports {
  readonly bytesUsed: () => number;
  readonly limitTo: (pages: number) => void;
  // A second core.
  readonly beginAhead: () => void;
  readonly endHelp: () => void;
  // The set of states.
  readonly size: () => number;
  readonly added: () => number;
  readonly scratchAt: (bytes: number) => number;
  readonly fieldsAt: (cells: number) => number;
  readonly valuesAt: (length: number) => number;
  readonly layOut: (cells: number, words: number) => void;
  readonly read: (state: number) => number;
  readonly rowAt: (state: number) => number;
  readonly addCodes: () => number;
  readonly findCodes: () => number;
  readonly addRow: () => number;
  // Trees.
  readonly setNode: (node: number, cell: number) => void;
  readonly setChoices: (node: number, choices: number) => void;
  readonly addShortcut: (node: number, code: number, place: number) => void;
  readonly dropShortcut: (node: number, code: number) => void;
  // Steps.
  readonly beginSteps: (units: number) => void;
  readonly takeAllWhole: () => void;
  readonly lookForStandstills: () => void;
  readonly setFacts: (unit: number, bits: number, access: number) => void;
  readonly setLeaf: (leaf: number, goes: number, dependsOnState: number) => void;
  readonly addChange: (leaf: number, cell: number, code: number) => void;
  readonly addDifference: (cell: number, code: number) => void;
  readonly askForKind: () => void;
  readonly addToGroup: (cell: number) => void;
  readonly fail: () => void;
  readonly takeFresh: () => number;
  readonly codeIn: (cell: number) => number;
  readonly readCodes: () => number;
  readonly clear: () => void;
  readonly add: (state: number) => void;
  readonly findAll: () => void;
  readonly stepTotal: () => number;
  readonly firstStep: (i: number) => number;
  readonly endOf: (i: number) => number;
  readonly leafOf: (step: number) => number;
  readonly unitOf: (step: number) => number;
  readonly choiceOf: (step: number) => number;
  readonly shiftOf: (step: number) => number;
  readonly enterStep: (step: number) => number;
  // The graph.
  readonly setKind: (
    ...kindUnitLandingFirmSetLabelShift: readonly [number, number, number, number, number, number, number]
  ) => void;
  readonly isExpanded: (state: number) => number;
  readonly beginState: (state: number) => void;
  readonly dropState: () => void;
  readonly dropOpenState: () => void;
  readonly addEdge: (target: number, kind: number) => void;
  readonly endState: () => void;
  readonly expandedCount: () => number;
  readonly edgeCount: () => number;
  readonly expandedAt: (place: number) => number;
  readonly firstEdge: (state: number) => number;
  readonly lastEdge: (state: number) => number;
  readonly targetOf: (edge: number) => number;
  readonly kindNumber: (edge: number) => number;
  readonly marked: () => number;
  readonly marksOf: (state: number) => number;
  readonly setMarks: (state: number, set: number) => void;
  // Numbering.
  readonly beginNumbers: (states: number) => void;
  readonly depthFound: () => number;
  readonly keepNumbers: (states: number) => void;
  readonly originsAt: () => number;
  readonly markNumbered: (state: number, set: number) => void;
  readonly writePortion: (from: number, edges: number) => number;
  readonly portionEdges: () => number;
  readonly endsAt: () => number;
  readonly marksAt: () => number;
  readonly targetsAt: () => number;
  readonly labelsAt: () => number;
  readonly setsAt: () => number;
  readonly writeLeaves: () => number;
  readonly leavesAt: () => number;
  // Independence, and traces.
  readonly finishedAt: (states: number, edges: number) => number;
  readonly beginIndependence: (labels: number) => number;
  readonly asleepAfter: (state: number, edge: number, sleepers: number) => number;
  readonly follow: (state: number, edge: number) => number;
  readonly orderAt: (states: number) => number;
  readonly countTraces: (states: number, numberWords: number, maxEffort: number) => number;
  readonly waysAt: (state: number) => number;
  // Rounds.
  readonly roundAt: (labels: number) => number;
  readonly findRound: (start: number, units: number, strong: number) => number;
  readonly roundStepsAt: () => number;
  // Waves.
  readonly beginBounding: (units: number) => void;
  readonly endBounding: () => void;
  readonly shiftAt: (shift: number) => number;
  readonly rowNow: () => number;
  readonly stepsNow: () => number;
  readonly edgeInto: (node: number) => number;
  readonly nodeBefore: (node: number) => number;
  // Expanding.
  readonly expandOnce: (state: number) => void;
  readonly limitStates: (statesMax: number, due: number, expandedMax: number) => void;
  readonly lookForRaces: () => void;
  readonly setRace: (access: number, set: number) => void;
  readonly setObserver: (observer: number, isKnown: number, root: number, fine: number) => void;
  // Preemption bounding.
  readonly advance: () => number;
  readonly run: (stopAtNews: number) => number;
  readonly forgetMarks: () => void;
  readonly revisit: (nodes: number) => void;
  readonly visited: () => number;
}

const pageBytes = 65_536;
const pagesMax = 65_535;
/** What is left to make an answer with when all else is used up. */
const sparePages = 64;

/** There is no memory left. */
export class OutOfMemory extends Error {}

/** The process may not reserve the addresses that WebAssembly wants for its memory: see `ulimit -v`. */
export class NoAddressSpace extends Error {
  constructor() {
    super("the process may not reserve as many addresses as a search needs, some 10 GiB, most of them never used");
  }
}

/** Where memory is not shared, and where it is. */
const modules: [object?, object?] = [];

function kernelModule(shared: boolean): object {
  return (modules[shared ? 1 : 0] ??= compiled(shared));
}

function compiled(shared: boolean): object {
  const letters = atob(kernelCode);
  const code = new Uint8Array(letters.length);
  for (let i = 0; i < code.length; i++) code[i] = letters.charCodeAt(i);
  code[sharingAt] = shared ? 3 : 1;
  return new WebAssembly.Module(code);
}

function newMemory(shared: boolean): { readonly buffer: ArrayBuffer } {
  try {
    return new WebAssembly.Memory({ initial: 3, maximum: pagesMax, shared });
  } catch (error) {
    throw error instanceof RangeError ? new NoAddressSpace() : error;
  }
}

/** Of a kernel of which nothing is used that asks so. */
function unasked(): never {
  throw new RangeError("bug in the kernel: nobody is there to answer");
}

export class Kernel {
  readonly exports: KernelExports;
  /** Who answers. */
  private readonly host: { -readonly [Name in keyof Host]: Host[Name] } = {
    ...{ child: unasked, learn: unasked, whole: unasked, standstillLeaf: unasked, kindOf: unasked, inspect: unasked },
    ...{ end: unasked, standstill: unasked, reach: unasked, rotation: unasked, then: unasked, meet: unasked },
  };
  private readonly memory: { readonly buffer: ArrayBuffer };
  private view = new Int32Array(0);
  private readonly shared: boolean;

  /** `maxBytes`: of memory; at most about 4 GiB. `shared`: a second core can help. */
  constructor(maxBytes = Infinity, shared = false) {
    const { host } = this;
    this.shared = shared;
    this.memory = newMemory(shared);
    const { exports } = new WebAssembly.Instance(kernelModule(shared), {
      env: { memory: this.memory },
      host: {
        full: () => {
          throw new OutOfMemory();
        },
        child: (node: number, key: number) => host.child(node, key),
        learn: (leaf: number, unit: number) => host.learn(leaf, unit),
        whole: (leaf: number, unit: number) => host.whole(leaf, unit),
        standstillLeaf: (unit: number) => host.standstillLeaf(unit),
        kindOf: (step: number, depends: number) => host.kindOf(step, depends),
        inspect: (state: number) => host.inspect(state),
        end: (state: number, over: number) => host.end(state, over),
        standstill: (state: number, leaf: number) => host.standstill(state, leaf),
        reach: (...reached: Parameters<Host["reach"]>) => host.reach(...reached),
        rotation: (from: number, to: number) => host.rotation(from, to),
        then: (first: number, second: number) => host.then(first, second),
        meet: (state: number, one: number, other: number) => host.meet(state, one, other),
      },
    });
    this.exports = exports as KernelExports;
    this.exports.limitTo(Math.min(Math.floor(maxBytes / pageBytes), pagesMax - sparePages));
  }

  /** What a second core needs; null: memory is not shared. */
  get sharing(): SharedKernel | null {
    const { shared, memory } = this;
    return shared ? { module: kernelModule(true), memory } : null;
  }

  /** There is memory again: the search is over, and needs some for its answer. */
  useSpare(): void {
    this.exports.limitTo(pagesMax);
  }

  /** From now on these are asked. */
  answer(answers: Partial<Host>): void {
    Object.assign(this.host, answers);
  }

  /** All memory, in numbers of 4 bytes: valid until the kernel does something that needs more. */
  get numbers(): Int32Array {
    const { buffer } = this.memory;
    if (this.view.buffer !== buffer) this.view = new Int32Array(buffer);
    return this.view;
  }

  /** Writes to an address, one behind the other; gives the address behind them. */
  write(at: number, ...arrays: readonly (Numbers | Int32Array)[]): number {
    let end = at >>> 2;
    for (const array of arrays) {
      this.numbers.set(array, end);
      end += array.length;
    }
    return 4 * end;
  }

  /** Writes a finished graph down: see src/kernel/finished.ts. */
  writeFinished({ states, first, target, label }: StateGraph): void {
    const edges = first[states];
    const at = this.exports.finishedAt(states, edges);
    const end = this.write(at, first.subarray(0, states + 1), target.subarray(0, edges));
    new Uint16Array(this.numbers.buffer, end, edges).set(label.subarray(0, edges));
  }
}
