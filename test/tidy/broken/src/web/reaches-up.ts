import type { cli } from "../cli/clean.js";
export type Up = typeof cli;
