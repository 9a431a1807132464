import { largestMessage } from '../protocol.ts';
import { sendQueueMost } from './port.ts';

/** What was sent before a close still goes out for so long; the end of a process waits for it. */
export const lingerMs = 500;

/** For every socket, on both sides. */
const everySocket = {
  linger: lingerMs,
  /** Bytes. libzmq cuts off a peer that sends more; the rest is for the frame's encryption, and what is in between is counted as too large. */
  maxMessageSize: largestMessage + 1024,
  /** ms. A cable that was pulled says nothing: a connection without an answer for so long is closed, before its exporter counts as lost. */
  heartbeatInterval: 1000,
  heartbeatTimeout: 4000,
  heartbeatTimeToLive: 4000,
  /** ms, for those that connect and then say nothing. */
  handshakeInterval: 10_000,
  /** s: so that firewalls between two machines don't forget the connection. */
  tcpKeepalive: 1,
  tcpKeepaliveIdle: 30,
  tcpKeepaliveInterval: 10,
  tcpKeepaliveCount: 3,
} as const;

/** Nothing is lost here: what doesn't fit stays with its sender, through TCP. So a flood takes no more memory than this. */
const receiving = { receiveHighWaterMark: 1000 } as const;

/** ms: a leader that is back is found while a hello still waits for it, and one that is away isn't hammered. */
const connecting = { reconnectInterval: 100, reconnectMaxInterval: 500, connectTimeout: 2000 } as const;

/** Connections that wait to be accepted: all followers of a leader that comes back, and whoever else knocks. */
const binding = { backlog: 512, sendHighWaterMark: sendQueueMost, sendTimeout: 0 } as const;

/**
 * PUB. Beyond its high-water mark it drops, silently and for that follower only: at 100 pulses a second such a follower has been deaf for 100 s, far
 * longer than the heartbeats let it, and finds the gap by the numbers. It hears subscriptions and nothing else: its small messages are room for the handshake.
 */
export const announcingSocket = { ...everySocket, ...binding, maxMessageSize: 4096 } as const;

/** ROUTER. To wait for one slow follower would keep the others waiting: what can't go out at once is dropped, and `mandatory` makes that an error that is counted. */
export const answeringSocket = { ...everySocket, ...binding, ...receiving, mandatory: true } as const;

/** SUB. */
export const listeningSocket = { ...everySocket, ...connecting, ...receiving } as const;

/** DEALER. Only what has a connection is handed over, so that a leader that comes back isn't told what was meant for another. */
export const tellingSocket = { ...everySocket, ...connecting, ...receiving, immediate: true, sendHighWaterMark: 1000 } as const;

/** libzmq has IPv6 off. */
export const addressing = (address: string) => ({ ipv6: address.includes('[') });
