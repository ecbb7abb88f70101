/** What a measurement was made with, in general words. */
import { cpus, loadavg, totalmem } from "node:os";
import { gccVersion } from "./spin.mjs";

/** Of the machine when this was loaded, before anything was measured. */
const [load] = loadavg();

/**
 * `spin`, `python`: their versions, null if they are not there or not used; `reduced`: whether the reduction was seen at
 * work, or there was none to be.
 */
export function conditions({ spin, reduced, python = null }) {
  const cores = cpus().length;
  const machine = `${cores} cores (${process.arch}, ${process.platform}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory`;
  const versions = [
    `Node ${process.versions.node}`,
    ...(spin === null ? [] : [`SPIN ${spin}`, `gcc ${gccVersion()}`]),
    ...(python === null ? [] : [`Python ${python}`]),
  ];
  const busy = load < cores / 2 ? "" : ` **The machine was busy** (load ${load.toFixed(1)}): the times are too long.`;
  const whole = reduced ? "" : " **Nothing was reduced**: where it says so, all states were searched.";
  return `Measured on ${machine}, with ${versions.join(", ")}.${busy}${whole}`;
}
