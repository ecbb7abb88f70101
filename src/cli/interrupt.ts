/** Ctrl-C: the first stops what can be stopped, with what was found so far; a second one ends the process. */
import { EXIT } from "./exit.js";

/** What bin/sim.js has heard: it listens before there is anything to stop. */
export interface Heard {
  readonly asked: boolean;
  /** Stops listening: Ctrl-C is then what it is without. */
  readonly forget: () => void;
}

let heard: Heard = { asked: false, forget: () => undefined };

/** Takes over from whoever has listened so far. */
export function takeOver(early: Heard): void {
  heard = early;
}

/** For what cannot be stopped half-way. */
export function leaveInterruptsAlone(): void {
  heard.forget();
  if (heard.asked) process.exit(EXIT.interrupted);
}

/** Ctrl-C calls `stop`, at once if it has come already. Call what is returned when there is nothing to stop any more. */
export function onInterrupt(stop: () => void): () => void {
  let asked = false;
  const interrupt = (): void => {
    if (asked) process.exit(EXIT.interrupted);
    asked = true;
    stop();
  };
  process.on("SIGINT", interrupt);
  if (heard.asked) interrupt();
  return () => void process.off("SIGINT", interrupt);
}
