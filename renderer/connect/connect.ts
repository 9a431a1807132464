import type { Bridge } from '../../core/contract/client.ts';
import { socketPath, tokenProtocol, wireProtocol } from '../../core/contract/wire.ts';
import { type ReadData, readDataWith } from './data.ts';
import { pageSocket } from './page-socket.ts';
import { hasToken, takeToken } from './page-token.ts';
import { refusedBridge } from './refused-bridge.ts';
import { createSocketBridge } from './socket-bridge.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload. */
    exporter?: Bridge;
  }
}

/** In Electron's window the preload is the bridge; in a browser a WebSocket to whoever served the page. */
export function connect(): { bridge: Bridge; readData: ReadData } {
  if (window.exporter !== undefined) return { bridge: window.exporter, readData: readDataWith(null) };
  // The address of another run in the same tab differs in its fragment only, for which a browser loads nothing.
  addEventListener('hashchange', () => hasToken(location) && location.reload());
  const token = takeToken(window);
  return { bridge: token === null ? withoutToken() : overSocket(token), readData: readDataWith(token) };
}

function withoutToken(): Bridge {
  return refusedBridge('This page was opened without its token: open the address that the exporter printed when it started.');
}

function overSocket(token: string): Bridge {
  return createSocketBridge({
    open: (listener) => pageSocket(new WebSocket(`ws://${location.host}${socketPath}`, [wireProtocol, tokenProtocol + token]), listener),
    later(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    chance: Math.random,
  });
}
