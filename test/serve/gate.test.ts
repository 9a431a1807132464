import { expect, test } from 'vitest';
import { whyRefused } from '../../core/serve/gate.ts';

const page = (host: string | undefined, origin?: string, more: { method?: string; upgrade?: boolean } = {}) => ({
  ...{ method: 'GET', upgrade: false, host, origin },
  ...more,
});

test.each([
  { port: 8080, host: '127.0.0.1:8080', comes: true },
  { port: 8080, host: 'localhost:8080', comes: true },
  { port: 80, host: '127.0.0.1', comes: true },
  { port: 80, host: 'localhost', comes: true },
  { port: 8080, host: '127.0.0.1', comes: false },
  { port: 8080, host: '127.0.0.1:80', comes: false },
  { port: 8080, host: '127.0.0.1.evil.example:8080', comes: false },
  { port: 8080, host: '[::1]:8080', comes: false },
  { port: 8080, host: '0.0.0.0:8080', comes: false },
  { port: 8080, host: '', comes: false },
  { port: 8080, host: undefined, comes: false },
])('asked under the name $host at port $port: $comes', ({ port, host, comes }) => {
  expect(whyRefused(page(host), port) === null).toBe(comes);
});

test('what changes anything must be of the very page that is asked', () => {
  const host = '127.0.0.1:8080';
  for (const more of [{ upgrade: true }, { method: 'POST' }, { method: 'DELETE' }]) {
    expect(whyRefused(page(host, `http://${host}`, more), 8080)).toBeNull();
    for (const origin of [undefined, 'null', 'http://localhost:8080', `https://${host}`, 'http://evil.example'])
      expect(whyRefused(page(host, origin, more), 8080)).toContain('only its own page');
  }
});
