// The bundle (tools/bundle.js): the command in one script, with what V8 compiled of it when it was built. Compiling is
// most of a start; with the cache, nothing is compiled that the build has run once.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");
const { crc32 } = require("node:zlib");

// Most runs are over before optimised code pays: cheap code sooner, and only what is hot for longer is optimised. And what is
// young gets room at once: what fills it up is seldom needed for long. The names are those of V8 11. Set here, since V8 takes
// a cache only under the flags under which it was made.
if (process.versions.v8.startsWith("11."))
  for (const flag of ["--sparkplug", "--interrupt-budget=400000", "--semi-space-growth-factor=16"])
    setFlagsFromString(flag);

/**
 * The script, under a name for stack traces; `cached`: whether V8 has taken what the cache holds. It does not from
 * another version of itself.
 */
function scriptOf(file, filename = file) {
  const source = readFileSync(file);
  const cachedData = cacheOf(file, source);
  // Latin-1, for the text is ASCII: V8 uses it as it is.
  const script = new Script(source.latin1Slice(), { filename, cachedData });
  return { script, source, cached: cachedData !== undefined && script.cachedDataRejected === false };
}

/** Undefined if there is none, or if it is not, to the bit, what was made of this source: V8 does not look. */
function cacheOf(file, source) {
  const stored = contentOf(cacheName(file));
  const data = stored.subarray(SUM);
  return stored.length > SUM && stored.readUInt32LE() === sum(source, data) ? data : undefined;
}

/** Of a file; empty if it cannot be read. */
function contentOf(name) {
  try {
    return readFileSync(name);
  } catch {
    return Buffer.alloc(0);
  }
}

/** What is stored for the data: a checksum before it. */
function stored(source, data) {
  const head = Buffer.alloc(SUM);
  head.writeUInt32LE(sum(source, data));
  return Buffer.concat([head, data]);
}

const SUM = 4;

function sum(source, data) {
  return crc32(data, crc32(source));
}

function cacheName(file) {
  return `${file}.cache`;
}

/** What the script exports. */
function run(script, file) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

/** What the bundle exports. */
function load(file) {
  return run(scriptOf(file).script, file);
}

module.exports = { scriptOf, stored, cacheName, run, load };
