import type { A } from "./cycle-a.js";
export type B = A | 2;
