import { z } from 'zod';

/** What the Gateway writes into a token; `exp` in seconds since 1970, by the Gateway's clock. */
const payloadSchema = z.object({ exp: z.number(), authorised_routes: z.array(z.string()).nullish().catch(null) });

export type Token = {
  /** Secret: goes into one header and nowhere else. */
  text: string;
  /** null where the token does not say: it is used until it is refused. */
  lifetimeMs: number | null;
  /** null where the token does not say. */
  maySubmit: boolean | null;
};

/** `nowMs` should be the Gateway's own time (its Date header): a wrong clock here must not make fresh tokens old. null where this is no token. */
export function readToken(text: string, nowMs: number): Token | null {
  const parts = text.split('.');
  // Whatever else came would break the header it goes into.
  if (parts.length !== 3 || !/^[\w.-]{5,16384}$/.test(text)) return null;
  const payload = payloadSchema.safeParse(decoded(parts[1] ?? ''));
  if (!payload.success) return { text, lifetimeMs: null, maySubmit: null };
  const { exp, authorised_routes: routes } = payload.data;
  return {
    text,
    lifetimeMs: Math.max(0, exp * 1000 - nowMs),
    maySubmit: routes?.some((route) => route.endsWith('/submit/hdf POST')) ?? null,
  };
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}
