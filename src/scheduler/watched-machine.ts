/** A machine whose memory tells what the step looks at and what it changes. */
import type { Value } from "../programs/value.js";
import { Machine } from "./machine.js";
import type { Memory, UnitState } from "./state.js";
import type { World } from "./world.js";

/** `quiet`: what is done is not to be told. */
export interface TellingMemory extends Memory {
  quiet: boolean;
}

/** Sharing looks at, and changes, only what the step has just stored: that is not told again. */
export class WatchedMachine extends Machine {
  private readonly telling: TellingMemory;

  constructor(world: World, memory: TellingMemory, unit: UnitState, self: number, choices: readonly number[]) {
    super(world, memory, unit, self, "unit", {}, choices);
    this.telling = memory;
  }

  override share(values: readonly Value[]): Value[] {
    return quietly(this.telling, () => super.share(values));
  }

  override shareDirty(): void {
    quietly(this.telling, () => {
      super.shareDirty();
    });
  }
}

export function quietly<T>(memory: { quiet: boolean }, action: () => T): T {
  const { quiet } = memory;
  memory.quiet = true;
  const result = action();
  memory.quiet = quiet;
  return result;
}
