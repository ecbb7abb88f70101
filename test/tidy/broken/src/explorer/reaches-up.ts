import type { timing } from "../timing/clean.js";
export type Up = typeof timing;
