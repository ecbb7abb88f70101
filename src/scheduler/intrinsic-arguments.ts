/** How many arguments intrinsics take that anybody may call; those of the library know what they give. */
import type { Keywords } from "../programs/builtins/heap.js";
import { checkGiven } from "../programs/builtins/signature.js";
import type { Value } from "../programs/value.js";

/** At least and at most; of a method, without its object. */
const takes: Readonly<Record<string, readonly [min: number, max: number]>> = {
  next: [1, 2],
  iter: [1, 2],
  getattr: [2, 3],
  hasattr: [2, 2],
  setattr: [3, 3],
  delattr: [2, 2],
  vars: [1, 1],
  callable: [1, 1],
  "object.__setattr__": [2, 2],
  "generator.send": [1, 1],
  "generator.throw": [1, 3],
  "generator.close": [0, 0],
  "generator.__next__": [0, 0],
  "coroutine.__await__": [0, 0],
  "async_generator.__aiter__": [0, 0],
  "async_generator.__anext__": [0, 0],
  "async_generator.asend": [1, 1],
  "async_generator.athrow": [1, 3],
  "async_generator.aclose": [0, 0],
};

/** Raises CPython's TypeError for a wrong number of arguments, and for names. */
export function checkArguments(name: string, args: readonly Value[], keywords: Keywords): void {
  if (!Object.hasOwn(takes, name)) return;
  const [min, max] = takes[name];
  checkGiven(name, args.length - (name.includes(".") ? 1 : 0), keywords, { min, max, names: [], effect: "read" });
}
