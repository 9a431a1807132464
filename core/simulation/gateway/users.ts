import { z } from 'zod';
import { type Answer, json, refused, unprocessable } from './answer.ts';
import type { GatewayFaultBoard } from './faults.ts';
import { readToken, signToken, type TokenPayload } from './tokens.ts';

export type GatewayUser = { username: string; password: string; authorisedRoutes?: readonly string[] };

/** As the Gateway's own set of users has the account for submitting. */
export const defaultUser: GatewayUser = {
  ...{ username: 'hdf_import', password: 'simulated' },
  authorisedRoutes: ['/submit/hdf POST', '/submit/manifest POST'],
};

const loginSchema = z.object({ username: z.string(), password: z.string() });
const tokenSchema = z.object({ token: z.string() });
const refreshDays = 7;

export type UsersOptions = {
  users: readonly GatewayUser[];
  secret: string;
  /** How long an access token lasts. */
  tokenMinutes: number;
  faults: GatewayFaultBoard;
};

/** Who may do what, by tokens. `now` is in milliseconds since 1970. */
export function createUsers({ users, secret, tokenMinutes, faults }: UsersOptions) {
  const verify = (token: string, nowMs: number): TokenPayload | null =>
    faults.comes('gateway-tokens-forgotten') ? null : readToken(token, secret, nowMs);
  const ends = (nowMs: number) => Math.floor(nowMs / 1000) + (faults.isOn('gateway-short-tokens') ? 60 : tokenMinutes * 60);

  return {
    login(body: unknown, nowMs: number): Answer {
      const given = loginSchema.safeParse(body);
      if (!given.success) return missing(given.error);
      const { username, password } = given.data;
      const user = users.find((it) => it.username === username);
      if (user !== undefined && faults.comes('gateway-login-500'))
        return refused(500, `Encoded password missing in record for user '${username}'`);
      if (user === undefined || user.password !== password || faults.comes('gateway-login-refused'))
        return refused(401, 'User not authorised');
      const routes = [...(user.authorisedRoutes ?? [])];
      const admin = routes.includes('/users GET') ? { userIsAdmin: true } : {};
      const access = signToken({ username, authorised_routes: routes, ...admin, exp: ends(nowMs) }, secret);
      const refresh = signToken({ username, exp: Math.floor(nowMs / 1000) + refreshDays * 86_400 }, secret);
      return json(200, access, {
        'Set-Cookie': `refresh_token=${refresh}; HttpOnly; Max-Age=${refreshDays * 86_400}; Path=/refresh; SameSite=Lax; Secure`,
      });
    },

    verify(body: unknown, nowMs: number): Answer {
      const given = tokenSchema.safeParse(body);
      if (!given.success) return missing(given.error);
      return verify(given.data.token, nowMs) === null ? invalidToken : { status: 200, body: {} };
    },

    refresh(body: unknown, cookie: string | undefined, nowMs: number): Answer {
      const given = tokenSchema.safeParse(body);
      if (!given.success) return missing(given.error);
      const refreshToken = /(?:^|;\s*)refresh_token=([^;]+)/.exec(cookie ?? '')?.[1];
      if (refreshToken === undefined) return refused(403, 'No refresh token found');
      const holder = verify(refreshToken, nowMs);
      if (holder === null) return invalidToken;
      const payload = readToken(given.data.token, secret, nowMs, 'passes');
      if (payload === null) return refused(403, 'Unable to refresh token');
      if (payload.username !== holder.username) return refused(403, 'Refresh token does not match access token user');
      return json(200, signToken({ ...payload, exp: ends(nowMs) }, secret));
    },

    /** The refusal, or null. `route` is a right a user must have beyond being known; null asks for a token only. */
    refusal(authorization: string | undefined, route: string | null, nowMs: number): Answer | null {
      const token = /^bearer (.+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) return json(401, { detail: 'Not authenticated' }, { 'WWW-Authenticate': 'Bearer' });
      const payload = verify(token, nowMs);
      if (payload === null) return invalidToken;
      const may = route === null || (payload.authorised_routes?.includes(route) && !faults.comes('gateway-forbidden'));
      return may ? null : refused(403, `User '${payload.username}' is not authorised to use endpoint '${route}'`);
    },
  };
}

const invalidToken = refused(403, 'Invalid token');

function missing({ issues }: z.ZodError): Answer {
  return unprocessable('missing', ['body', String(issues[0]?.path[0] ?? '')], 'Field required');
}
