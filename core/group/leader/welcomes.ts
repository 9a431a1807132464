import { remember } from '../remember.ts';

/** To one peer in a second: each welcome carries the whole setup, which may be megabytes. An honest follower needs one. */
const welcomesMost = 4;
const withinMs = 1000;
const peersMost = 1000;

/** Answers whether this peer may be welcomed now. */
export function createWelcomes() {
  const given = new Map<string, { sinceMs: number; count: number }>();

  return function may(peer: string, nowMs: number): boolean {
    const last = given.get(peer);
    const now = last === undefined || nowMs - last.sinceMs >= withinMs ? { sinceMs: nowMs, count: 0 } : last;
    if (now.count >= welcomesMost) return false;
    remember(given, peer, { ...now, count: now.count + 1 }, peersMost);
    return true;
  };
}
