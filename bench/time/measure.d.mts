import type { Description, Strategy } from "./describe.mjs";
export function measuredOnce(python: string, description: Description, strategy: Strategy): number;
export function measured(python: string, description: Description, runs: number): number[][];
