import { describe, expect, it, test } from 'vitest';
import type { FailureCode } from '../../core/contract/errors.ts';
import type { GatewayFaultName } from '../../core/simulation/gateway/fault-names.ts';
import { defaultUser } from '../../core/simulation/gateway/users.ts';
import { judgeUpload } from '../../core/upload/judge.ts';
import type { Gateway, UploadFile } from '../../core/upload/port.ts';
import type { SentFile, UploadVerdict } from '../../core/upload/verdict.ts';
import { useGateways, useSubmittedFiles } from '../simulation/gateway-client.ts';
import { type FileSpec, floats, pixels } from '../simulation/gateway-files.ts';
import { sentFile, when } from './judged.ts';
import { always, clientOf, fileOf, password } from './server.ts';

const start = useGateways();
const content = useSubmittedFiles();
const users = [{ ...defaultUser, password }];
const two: FileSpec = { channels: { S1: {}, IMAGE: { type: 'image', datasets: { data: pixels(300, 2000) } } } };
const channels = ['S1', 'IMAGE'];

async function send(gateway: Gateway, file: UploadFile, over: Partial<SentFile> = {}): Promise<UploadVerdict> {
  return judgeUpload(await gateway.submit(file, always), sentFile({ channels, ...over }), when);
}

/** What the next attempt knows of this one. */
function after({ arrived, unknownEnd }: UploadVerdict, failures = 2): Partial<SentFile> {
  return { failures, earlier: { arrived, unknownEnd } };
}

/** `loggedIn`: the trouble begins after the login. */
const troubles: [fault: GatewayFaultName, loggedIn: boolean, kind: UploadVerdict['kind'], code: FailureCode, unknownEnd: boolean][] = [
  ['gateway-down', false, 'waiting', 'GATEWAY_UNREACHABLE', false],
  ['gateway-500', false, 'waiting', 'GATEWAY_ERROR', false],
  ['gateway-500', true, 'check-file', 'GATEWAY_ERROR', true],
  ['gateway-502', false, 'waiting', 'GATEWAY_BUSY', false],
  ['gateway-502', true, 'waiting', 'GATEWAY_BUSY', true],
  ['gateway-503', true, 'waiting', 'GATEWAY_BUSY', true],
  ['gateway-html', false, 'waiting', 'GATEWAY_BAD_ANSWER', false],
  ['gateway-html', true, 'waiting', 'GATEWAY_BAD_ANSWER', true],
  ['gateway-redirect', false, 'waiting', 'GATEWAY_ERROR', false],
  ['gateway-redirect', true, 'waiting', 'GATEWAY_ERROR', false],
  ['gateway-too-large', true, 'refused', 'GATEWAY_REFUSED', false],
  ['gateway-cut', true, 'waiting', 'GATEWAY_CUT', true],
  ['gateway-cut-answer', true, 'waiting', 'GATEWAY_CUT', true],
  ['gateway-truncated', false, 'waiting', 'GATEWAY_CUT', false],
  ['gateway-truncated', true, 'waiting', 'GATEWAY_CUT', true],
  ['gateway-hanging', true, 'waiting', 'GATEWAY_TIMEOUT', true],
  ['gateway-login-refused', false, 'waiting', 'GATEWAY_LOGIN', false],
  ['gateway-login-500', false, 'waiting', 'GATEWAY_LOGIN', false],
  ['gateway-tokens-forgotten', true, 'waiting', 'GATEWAY_LOGIN', false],
  ['gateway-forbidden', true, 'waiting', 'GATEWAY_FORBIDDEN', false],
  ['gateway-no-manifest', true, 'waiting', 'GATEWAY_NO_MANIFEST', false],
  ['gateway-race', true, 'waiting', 'GATEWAY_BUSY', false],
];

describe('each trouble gets its verdict, and when it is over the file arrives', () => {
  it.each(troubles)('%s (logged in: %s) is %s, %s', async (fault, loggedIn, kind, code, unknownEnd) => {
    const simulated = await start({ now: Date.now, users });
    const patience = fault === 'gateway-hanging' ? { answerTimeoutSeconds: 1 } : {};
    const gateway = clientOf({ url: simulated.url, ...patience });
    if (loggedIn) await gateway.manifest(always);
    simulated.faults.set(fault, true);
    const file = await fileOf(await content(two));
    const verdict = await send(gateway, file);
    expect(verdict).toMatchObject({ kind, unknownEnd, failure: { code } });
    expect(verdict.sentence).not.toContain(password);

    simulated.faults.set(fault, false);
    const later = fault === 'gateway-hanging' ? clientOf({ url: simulated.url }) : gateway;
    expect(await send(later, file, after(verdict))).toMatchObject({ kind: 'accepted', arrived: channels });
    expect(simulated.records().map(({ channels: stored }) => [...stored.keys()].sort())).toEqual([['IMAGE', 'S1']]);
  });
});

test('a file whose answer was lost is not sent for nothing: what it brought in is known for ours, and only then', async () => {
  const simulated = await start({ now: Date.now, users });
  const gateway = clientOf({ url: simulated.url });
  const file = await fileOf(await content(two));
  simulated.faults.set('gateway-cut-answer', true, { times: 1 });
  const first = await send(gateway, file);
  expect(simulated.records()).toHaveLength(1);
  expect(await send(gateway, file, after(first))).toMatchObject({ kind: 'accepted', arrived: channels });
  expect(await send(gateway, file)).toMatchObject({ kind: 'refused', arrived: [] });
});

test('a token that expires on the way of many files costs logins and no file', async () => {
  let atMs = Date.now();
  const simulated = await start({ now: () => atMs, users, faults: [{ fault: 'gateway-short-tokens' }] });
  const gateway = clientOf({ url: simulated.url });
  const file = await fileOf(await content(two));
  for (let n = 0; n < 5; n++) {
    expect(await gateway.submit(file, always)).toMatchObject({ kind: 'answered', status: n === 0 ? 201 : 200 });
    atMs += 61_000;
  }
});

test('what the store did not take comes in with the next attempt, and the file is accepted as a whole', async () => {
  const simulated = await start({ now: Date.now, users, faults: [{ fault: 'gateway-store-failure', channel: 'IMAGE', times: 1 }] });
  const gateway = clientOf({ url: simulated.url });
  const file = await fileOf(await content(two));
  const first = await send(gateway, file);
  expect(first).toMatchObject({ kind: 'waiting', arrived: ['S1'], failed: [{ channel: 'IMAGE' }] });
  expect(await send(gateway, file, after(first))).toMatchObject({ kind: 'accepted', arrived: channels });
});

test('two exporters with files of one pulse at the same moment, 20 times: one record each, and both are accepted in the end', async () => {
  const simulated = await start({ now: Date.now, users, storeMs: 40 });
  const gateways = [clientOf({ url: simulated.url }), clientOf({ url: simulated.url })];
  await Promise.all(gateways.map((gateway) => gateway.manifest(always)));
  let raced = 0;
  for (let n = 0; n < 20; n++) {
    const timestamp = new Date(1_760_000_000_000 + n * 1000).toISOString().replace('.000Z', '+00:00');
    const shotnum = { data: BigUint64Array.of(BigInt(n + 1)), shape: [] };
    const names = ['S1', 'VECTOR'];
    const specs: FileSpec[] = [{ channels: { S1: {} } }, { channels: { VECTOR: { type: 'vector', datasets: { data: floats(1, 2) } } } }];
    const files = await Promise.all(specs.map(async (spec) => fileOf(await content({ ...spec, root: { timestamp, shotnum } }))));
    await Promise.all(
      gateways.map(async (gateway, who) => {
        const file = files[who];
        const mine = { channels: names.slice(who, who + 1) };
        if (file === undefined) throw new Error('no file');
        const first = await send(gateway, file, mine);
        if (first.kind !== 'waiting') return expect(first.kind).toBe('accepted');
        raced++;
        expect(first.failure.code).toBe('GATEWAY_BUSY');
        expect(await send(gateway, file, { ...mine, ...after(first) })).toMatchObject({ kind: 'accepted' });
      }),
    );
  }
  expect(simulated.records()).toHaveLength(20);
  expect(simulated.records().every((record) => record.channels.size === 2)).toBe(true);
  expect(raced).toBeGreaterThan(0);
});
