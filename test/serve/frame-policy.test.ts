import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { framePage, frameSandbox } from '../../core/contract/frame-page.ts';
import { headersFor, safeHeaders } from '../../core/serve/headers.ts';
import { createPageAnswers } from '../../main/page.ts';
import { pageFolder, stage } from './stage.ts';

/** Each rule of a policy by its name. */
function rulesOf(policy: string | null | undefined): Record<string, string> {
  const rules = (policy ?? '').split('; ').map((rule) => rule.split(' '));
  return Object.fromEntries(rules.map(([name = '', ...words]) => [name, words.join(' ')]));
}
const policyOf = (headers: Map<string, string>) => rulesOf(headers.get('content-security-policy'));

test('the app makes no functions of strings, may have no frame but its own, and may be in none', () => {
  const policy = policyOf(safeHeaders('127.0.0.1:1'));
  expect(Object.values(policy).join(' ')).not.toContain('unsafe');
  expect(policy).toMatchObject({ 'default-src': "'self'", 'frame-src': "'self'", 'frame-ancestors': "'none'" });
  expect(policy).not.toHaveProperty('script-src');
});

test("the explorer's frame may make functions of strings, and has no network, no origin, and only our page around it", () => {
  expect(policyOf(headersFor(`/${framePage}`, '127.0.0.1:1'))).toEqual({
    ...{ 'default-src': "'none'", 'script-src': "'self' 'unsafe-eval'", 'style-src': "'self'", 'img-src': 'data: blob:' },
    ...{ 'connect-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'", 'frame-ancestors': "'self'", sandbox: frameSandbox },
  });
  expect(frameSandbox.split(' ')).not.toContain('allow-same-origin');
});

test.each([
  '/',
  '/index.html',
  '/frame/',
  '/frame/other.html',
  '/frame/assets/explorer.js',
  '/Frame/explorer.html',
  '//frame/explorer.html',
])('no other address has the policy of the frame: %s', (url) => {
  const policy = headersFor(url).get('content-security-policy');
  expect(policy).toBe(safeHeaders().get('content-security-policy'));
});

test('no page of another place may put our files into itself; those of the frame it must, for it has no origin', () => {
  const ruleOf = (url: string) => headersFor(url).get('cross-origin-resource-policy');
  for (const url of ['/', '/assets/index.js', '/data/slice?file=a.h5', `/${framePage}`]) expect(ruleOf(url)).toBe('same-origin');
  expect(ruleOf('/frame/assets/explorer.js')).toBeUndefined();
});

test('HTTP and Electron answer it alike, also with a query, and let no other origin read its files', async () => {
  const { get, folder } = await stage();
  const electron = pageFolder();
  for (const place of [folder, electron]) {
    mkdirSync(join(place, 'frame', 'assets'), { recursive: true });
    writeFileSync(join(place, framePage), '<title>the frame</title>');
    writeFileSync(join(place, 'frame', 'assets', 'explorer-1.js'), 'void 0;');
  }
  const answer = createPageAnswers({ pageFolder: electron, routes: async () => null });
  for (const path of [`/${framePage}`, `/${framePage}?1`]) {
    const over = await get(path);
    const inside = await answer(new Request(`app://exporter${path}`));
    expect([over.status, inside.status]).toEqual([200, 200]);
    for (const policy of [String(over.headers['content-security-policy']), inside.headers.get('content-security-policy')])
      expect(rulesOf(policy)).toMatchObject({ 'connect-src': "'none'", sandbox: frameSandbox });
  }
  const script = await get('/frame/assets/explorer-1.js');
  expect(script.headers['cache-control']).toContain('immutable');
  expect(script.headers['access-control-allow-origin']).toBeUndefined();
});
