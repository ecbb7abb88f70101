import type { web } from "../web/clean.js";
export type Up = typeof web;
