import type { B } from "./cycle-b.js";
export type A = B | 1;
