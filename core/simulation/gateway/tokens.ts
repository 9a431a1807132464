import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What the Gateway puts into its access tokens; a refresh token has the name and the end only. Seconds since 1970. */
const payloadSchema = z.object({
  username: z.string(),
  authorised_routes: z.array(z.string()).nullable().optional(),
  userIsAdmin: z.boolean().optional(),
  exp: z.number(),
});
export type TokenPayload = z.infer<typeof payloadSchema>;

const header = encode(JSON.stringify({ alg: 'HS256', typ: 'JWT' }));

/** The real Gateway signs with RS256; whoever holds a token sees its payload only, which is the same. */
export function signToken(payload: TokenPayload, secret: string): string {
  const signed = `${header}.${encode(JSON.stringify(payload))}`;
  return `${signed}.${signature(signed, secret)}`;
}

/** null for a token that is not ours, and for an expired one unless `expired` may pass. */
export function readToken(token: string, secret: string, nowMs: number, expired: 'refused' | 'passes' = 'refused'): TokenPayload | null {
  const [head = '', body = '', sign = ''] = token.split('.');
  const given = Buffer.from(sign);
  const wanted = Buffer.from(signature(`${head}.${body}`, secret));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  const payload = payloadSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return expired === 'passes' || payload.exp > nowMs / 1000 ? payload : null;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function signature(signed: string, secret: string): string {
  return createHmac('sha256', secret).update(signed).digest('base64url');
}
