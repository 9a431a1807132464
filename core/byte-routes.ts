/** Bytes for a path such as `/data/…`, with its query; null where there are none. The signal says that nobody waits any more. */
export type ByteRoutes = (path: string, signal: AbortSignal) => Promise<Uint8Array | null>;
