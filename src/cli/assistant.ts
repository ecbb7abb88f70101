/** The thread of a second core: helps with one search after another. */
import { parentPort } from "node:worker_threads";
import { assist } from "../explorer/second-core.js";
import type { SharedKernel } from "../explorer/second-core.js";

parentPort?.on("message", (kernel: SharedKernel) => assist(kernel));
