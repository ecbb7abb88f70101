import type { scheduler } from "../scheduler/clean.js";
export type Up = typeof scheduler;
