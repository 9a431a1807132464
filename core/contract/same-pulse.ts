/** The two together are a pulse's identity: a timing system may start its IDs again at 0. */
export function samePulse<T extends { pulseId: string | bigint; timestampNs: string | bigint }>(a: T, b: T): boolean {
  return a.pulseId === b.pulseId && a.timestampNs === b.timestampNs;
}
