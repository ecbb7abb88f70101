import type { report } from "../report/clean.js";
export type Up = typeof report;
