/** Whatever was thrown, as a message on standard error and an exit code. A stack trace only with SIM_DEBUG. */
import { EXIT, ScenarioError, UsageError } from "./exit.js";
import { complain, paintFor } from "./terminal.js";

/** Says what went wrong. Returns the exit code. */
export async function report(error: unknown, argv: readonly string[]): Promise<number> {
  if (process.env["SIM_DEBUG"] !== undefined && error instanceof Error) complain(error.stack ?? "");
  if (error instanceof ScenarioError) {
    complain(error.message);
    return EXIT.usage;
  }
  if (error instanceof UsageError) return usage(error.message, error.hint);
  const { StartError } = await import("../scheduler/explaining.js");
  const { ScheduleError } = await import("../scheduler/schedule.js");
  if (error instanceof StartError) return usage(`line ${error.line}, before any unit ran: ${error.message}`, null);
  if (error instanceof ScheduleError)
    return usage(error.message, "Schedules belong to one scenario, interpreter and granularity.");
  const { NoAddressSpace } = await import("../explorer/kernel.js");
  if (error instanceof NoAddressSpace)
    return usage(error.message, "It needs less with NODE_OPTIONS=--disable-wasm-trap-handler.");
  return bug(error, argv);
}

function usage(message: string, hint: string | null): number {
  const paint = paintFor(process.stderr, undefined);
  complain(`${paint.bold(paint.red("error"))}: ${message}`);
  if (hint !== null) complain(`${paint.cyan("hint")}: ${hint}`);
  return EXIT.usage;
}

function bug(error: unknown, argv: readonly string[]): number {
  const paint = paintFor(process.stderr, undefined);
  const message = error instanceof Error ? error.message : String(error);
  const schedule = error instanceof Error && "schedule" in error ? `\n  schedule  ${String(error.schedule)}` : "";
  complain(
    `${paint.bold(paint.red("bug in sim"))}: ${message}\n\n  command   sim ${argv.join(" ")}${schedule}\n\n` +
      "This is our mistake, not yours. Please report it together with the scenario;\nSIM_DEBUG=1 shows where it happened.",
  );
  return EXIT.bug;
}
