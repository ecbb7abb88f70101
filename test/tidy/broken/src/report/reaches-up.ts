import type { language } from "../language/clean.js";
export type Up = typeof language;
