import type { Ref, Value } from "../programs/value.js";

/** A shared place that a step looked at or changed. */
export type Target =
  /** `module`: the Namespace of the child process whose name it is. */
  | { readonly kind: "global"; readonly index: number; readonly module?: Ref }
  | { readonly kind: "attribute"; readonly ref: Ref; readonly name: string }
  | { readonly kind: "item"; readonly ref: Ref; readonly index: Value }
  | { readonly kind: "object"; readonly ref: Ref };
