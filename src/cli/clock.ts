/** Milliseconds since some moment. (`performance.now()` would load Node's tools for measuring, which takes a while.) */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
