/**
 * The library as the build has lowered it, so that no process has to: by module. There is nothing here; the last step of
 * a build (tools/library.js) writes over what the compiler made of this file. Where there is nothing, all of it is found
 * out from the texts, when it is first used.
 */
import type { ShippedModule } from "./facts.js";

export const shipped: Readonly<Record<string, () => ShippedModule>> = {};
