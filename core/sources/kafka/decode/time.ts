const newest = 2n ** 63n - 1n;

/** 0 stands for "not known" on the wire; what does not fit into 64 bits of nanoseconds is no time either. */
export function knownTime(ns: bigint): bigint | null {
  return ns > 0n && ns <= newest ? ns : null;
}

/** Seconds since 1970 as a double are good to a quarter of a microsecond, so they are rounded to whole microseconds. */
export function fromSeconds(seconds: number): bigint | null {
  const microseconds = Math.round(seconds * 1e6);
  return Number.isSafeInteger(microseconds) ? knownTime(BigInt(microseconds) * 1000n) : null;
}
