import type { programs } from "../programs/clean.js";
export type Up = typeof programs;
