/** `hash(x)`: CPython's numbers for ints, floats, None and tuples; for texts a fixed hash (CPython's differs from run to run). */
import type { Value } from "../value.js";
import { hashKey } from "./hash.js";
import type { Heap } from "./heap.js";
import { absolute, asRatio, modularPower, modulo } from "./numbers.js";
import { isKind, numberOf } from "./values.js";

const prime = (1n << 61n) - 1n;

export function hashOf(heap: Heap, value: Value): bigint {
  if (value === null) return 4238894112n;
  const number = numberOf(value);
  if (typeof number === "bigint") return signed(number < 0n, absolute(number) % prime);
  if (typeof number === "number") return floatHash(number);
  if (isKind(value, "tuple")) return tupleHash(value.items.map((item) => hashOf(heap, item)));
  return textHash(hashKey(heap, value));
}

/** -1 is never a hash. */
function signed(negative: boolean, size: bigint): bigint {
  const result = negative ? -size : size;
  return result === -1n ? -2n : result;
}

function floatHash(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (!Number.isFinite(value)) return value > 0 ? 314159n : -314159n;
  const [n, d] = asRatio(Math.abs(value));
  return signed(value < 0, modulo(n * modularPower(d, prime - 2n, prime), prime));
}

/** xxHash, as in Objects/tupleobject.c. */
function tupleHash(hashes: readonly bigint[]): bigint {
  const [p1, p2, p5] = [11400714785074694791n, 14029467366897019727n, 2870177450012600261n];
  let acc = p5;
  for (const lane of hashes) {
    acc = BigInt.asUintN(64, acc + BigInt.asUintN(64, lane) * p2);
    acc = BigInt.asUintN(64, (acc << 31n) | (acc >> 33n));
    acc = BigInt.asUintN(64, acc * p1);
  }
  acc = BigInt.asUintN(64, acc + (BigInt(hashes.length) ^ (p5 ^ 3527539n)));
  return acc === (1n << 64n) - 1n ? 1546275796n : BigInt.asIntN(64, acc);
}

/** FNV-1a of 64 bits. */
function textHash(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return BigInt.asIntN(64, hash);
}
