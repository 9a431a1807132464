import { expect, test } from 'vitest';
import { handOver } from '../../../renderer/explorer/hand-over.ts';
import { ready } from '../../../renderer/frame/talk.ts';

/** A page with one frame of ours, and other windows that speak to it. */
function scene() {
  const did: string[] = [];
  const windows = new Set<(said: { source: unknown; data: unknown }) => void>();
  const ports: ((event: { data: unknown }) => void)[] = [];
  const ours = {};
  const stop = handOver({
    own: {
      postMessage: () => undefined,
      addEventListener: (_, listener) => ports.push(listener),
      start: () => did.push('listens'),
      close: () => did.push('closed'),
    },
    listen(listener) {
      windows.add(listener);
      return () => windows.delete(listener);
    },
    isFramed: (source) => source === ours,
    give: () => did.push('given'),
    take: (message) => did.push(`took ${String(message)}`),
    onAgain: () => did.push('again'),
  });
  const say = (source: unknown, data: unknown) => {
    for (const listener of windows) listener({ source, data });
  };
  const overPort = (data: unknown) => {
    for (const listener of ports) listener({ data });
  };
  return { ours, did, say, overPort, stop };
}

test('our own frame gets one end of the channel when it is ready, and is heard over it', () => {
  const { ours, did, say, overPort } = scene();
  say(ours, ready);
  overPort('hello');
  expect(did).toEqual(['listens', 'given', 'took hello']);
});

test('nobody else gets anything, whatever they say', () => {
  const { ours, did, say } = scene();
  say({}, ready);
  say(null, ready);
  say(ours, 'something else');
  say(ours, { ready });
  expect(did).toEqual(['listens']);
});

test('a frame that loaded itself anew is not given a second one: it is said', () => {
  const { ours, did, say } = scene();
  say(ours, ready);
  say(ours, ready);
  expect(did).toEqual(['listens', 'given', 'again']);
});

test('after the stop nothing is handed over', () => {
  const { ours, did, say, stop } = scene();
  stop();
  say(ours, ready);
  expect(did).toEqual(['listens', 'closed']);
});
