import { all } from "../index.js";
export const some = all;
