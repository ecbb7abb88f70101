import type { explorer } from "../explorer/clean.js";
export type Up = typeof explorer;
