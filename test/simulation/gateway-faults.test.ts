import { describe, expect, it } from 'vitest';
import { gatewayFaultNames, gatewayFaultSentences } from '../../core/simulation/gateway/fault-names.ts';
import { GatewayFaultBoard } from '../../core/simulation/gateway/faults.ts';
import { ask, bearer, get, logIn, nowMs, postJson, type Submitted, submit, useGateways, useSubmittedFiles } from './gateway-client.ts';
import { bytes, floats, type GroupSpec, pixels } from './gateway-files.ts';

const start = useGateways();
const file = useSubmittedFiles();
const channels = {
  S1: {},
  IMAGE: { type: 'image', datasets: { data: pixels(2, 2) } },
  VECTOR: { type: 'vector', datasets: { data: floats(1) } },
} satisfies Record<string, GroupSpec>;

/** How many records there are after a submission under a fault, and what was said; a cut connection is status 0. */
async function under(fault: string, more: { channel?: string } = {}, content?: Uint8Array<ArrayBuffer>) {
  const gateway = await start({ slowMs: 200 });
  const token = await logIn(gateway);
  gateway.faults.set(fault, true, more);
  const cut: Pick<Submitted, 'status' | 'body' | 'accepted' | 'rejected'> = { status: 0, body: '', accepted: [], rejected: {} };
  const { status, body, accepted, rejected } = await submit(gateway, content ?? (await file({ channels })), token).catch(() => cut);
  return { status, body, accepted, rejected, stored: gateway.records().length };
}

describe('a fault', () => {
  it.each([
    ['gateway-500', 500, { detail: 'Unknown error' }, 0],
    ['gateway-502', 502, expect.stringContaining('<h1>502 Bad Gateway'), 0],
    ['gateway-503', 503, expect.stringContaining('Service Temporarily Unavailable'), 0],
    ['gateway-html', 200, expect.stringContaining('Please sign in'), 0],
    ['gateway-redirect', 301, expect.stringContaining('Moved Permanently'), 0],
    ['gateway-down', 0, '', 0],
    ['gateway-cut-answer', 0, '', 1],
    ['gateway-truncated', 0, '', 1],
    ['gateway-slow', 201, { message: 'Added as 20260102030405', response: expect.anything() }, 1],
    ['gateway-forbidden', 403, { detail: "User 'hdf_import' is not authorised to use endpoint '/submit/hdf POST'" }, 0],
    ['gateway-tokens-forgotten', 403, { detail: 'Invalid token' }, 0],
    ['gateway-no-manifest', 400, { detail: expect.stringContaining('There is no manifest file') }, 0],
    ['gateway-race', 400, { detail: 'Session name already exists for this user.' }, 1],
  ])('%s: status %s', async (fault, status, body, stored) => {
    expect(await under(fault)).toMatchObject({ status, body, stored });
  });

  it('gateway-503 says when to come again, and gateway-redirect where to go', async () => {
    const gateway = await start({ faults: [{ fault: 'gateway-503', times: 1 }, { fault: 'gateway-redirect' }] });
    expect((await ask(`${gateway.url}/version`)).headers.get('retry-after')).toBe('2');
    expect((await ask(`${gateway.url}/version?a=b`)).headers.get('location')).toBe('https://127.0.0.1/version?a=b');
  });

  it('gateway-cut: in the middle of a file, of which nothing is stored', async () => {
    const large = await file({ channels: { IMAGE: { type: 'image', datasets: { data: bytes(2000, 1000) } } } });
    expect(await under('gateway-cut', {}, large)).toMatchObject({ status: 0, stored: 0 });
    expect(await under('gateway-too-large', {}, large)).toMatchObject({ status: 413, stored: 0 });
    expect(await under('gateway-too-large')).toMatchObject({ status: 201, stored: 1 });
  });

  it('gateway-hanging: no answer ever, and nothing is stored', async () => {
    const gateway = await start({ faults: [{ fault: 'gateway-hanging' }] });
    const asked = ask(`${gateway.url}/version`).then(
      () => 'answered',
      () => 'ended',
    );
    await expect.poll(() => gateway.answered()).toMatchObject([{ status: null, detail: 'gateway-hanging' }]);
    await gateway.stop();
    expect(await asked).toBe('ended');
  });

  it('gateway-store-failure: the channel is refused and not in the record, so it is taken when it comes again', async () => {
    const gateway = await start({ faults: [{ fault: 'gateway-store-failure', channel: 'IMAGE', times: 1 }] });
    const content = await file({ channels });
    expect(await submit(gateway, content)).toMatchObject({
      status: 201,
      accepted: ['S1', 'VECTOR'],
      rejected: { IMAGE: ['Upload to Echo failed'] },
    });
    expect(await submit(gateway, content)).toMatchObject({ status: 200, accepted: ['IMAGE'] });
    expect(await under('gateway-store-failure')).toMatchObject({ accepted: ['S1'], stored: 1 });
  });

  it('gateway-objects-gone: a channel whose object is lost is accepted once more', async () => {
    const gateway = await start();
    const content = await file({ channels });
    await submit(gateway, content);
    gateway.faults.set('gateway-objects-gone', true);
    const present = 'Channel is already present in existing record';
    expect(await submit(gateway, content)).toMatchObject({ status: 200, accepted: ['IMAGE', 'VECTOR'], rejected: { S1: present } });
  });

  it('gateway-race: who lost it is merged when it comes again', async () => {
    const gateway = await start({ faults: [{ fault: 'gateway-race' }] });
    const content = await file({ channels });
    expect(await submit(gateway, content)).toMatchObject({ status: 400 });
    expect(await submit(gateway, content)).toMatchObject({ status: 200, accepted: ['IMAGE', 'S1', 'VECTOR'] });
    expect(gateway.records()).toHaveLength(1);
  });

  it('gateway-no-manifest: showing it fails', async () => {
    expect(await get(await start({ faults: [{ fault: 'gateway-no-manifest' }] }), '/channels')).toMatchObject({ status: 500 });
  });

  it('gateway-login-refused and gateway-login-500: the right password is of no use', async () => {
    const gateway = await start({
      faults: [
        { fault: 'gateway-login-refused', times: 1 },
        { fault: 'gateway-login-500', times: 1 },
      ],
    });
    const login = () => postJson(`${gateway.url}/login`, { username: 'hdf_import', password: 'simulated' });
    expect(await login()).toMatchObject({ status: 500, body: { detail: "Encoded password missing in record for user 'hdf_import'" } });
    expect(await login()).toMatchObject({ status: 401, body: { detail: 'User not authorised' } });
    expect(await login()).toMatchObject({ status: 200 });
  });

  it('gateway-short-tokens: a token is good for a minute', async () => {
    let now = nowMs;
    const gateway = await start({ now: () => now, faults: [{ fault: 'gateway-short-tokens' }] });
    const headers = bearer(await logIn(gateway));
    now += 59_999;
    expect(await ask(`${gateway.url}/channels`, { headers })).toMatchObject({ status: 200 });
    now += 1;
    expect(await ask(`${gateway.url}/channels`, { headers })).toMatchObject({ status: 403 });
  });
});

describe('the board of faults', () => {
  it('has a sentence for each, and names them all to whoever asks for another', () => {
    const board = new GatewayFaultBoard();
    for (const name of gatewayFaultNames()) expect(gatewayFaultSentences[name]).toMatch(/\.$/);
    expect(() => board.set('no-such', true)).toThrow(/no fault "no-such"\. It has: gateway-slow, /);
  });

  it('switches on for all or one channel, for ever or a number of times, and off as a whole', () => {
    const board = new GatewayFaultBoard([{ fault: 'gateway-store-failure', channel: 'A' }]);
    expect([board.isOn('gateway-store-failure', 'A'), board.isOn('gateway-store-failure', 'B'), board.isOn('gateway-500')]).toEqual([
      true,
      false,
      false,
    ]);
    board.set('gateway-store-failure', true, { times: 2 });
    expect(['B', 'B', 'B'].map((channel) => board.comes('gateway-store-failure', channel))).toEqual([true, true, false]);
    board.set('gateway-store-failure', true);
    board.set('gateway-store-failure', true);
    expect(board.list()).toEqual([
      { fault: 'gateway-store-failure', channel: 'A', times: null },
      { fault: 'gateway-store-failure', channel: null, times: null },
    ]);
    board.set('gateway-store-failure', false);
    expect(board.list()).toEqual([]);
  });
});

describe('a fault of the manifest', () => {
  it.each([
    ['gateway-channel-unknown', 'S1', ['Channel name is not recognised (does not appear in manifest)']],
    ['gateway-channel-type', 'IMAGE', ['channel_dtype has wrong data type or its value is unsupported']],
  ])('%s: %s is refused, the others are taken', async (fault, channel, reasons) => {
    const { status, accepted, rejected } = await under(fault, { channel });
    expect(status).toBe(201);
    expect(rejected).toEqual({ [channel]: reasons });
    expect(accepted.toSorted()).toEqual(['IMAGE', 'S1', 'VECTOR'].filter((name) => name !== channel));
  });

  it('shows in the manifest itself', async () => {
    const gateway = await start();
    gateway.faults.set('gateway-channel-type', true);
    gateway.faults.set('gateway-channel-unknown', true, { channel: 'S1' });
    const { body } = await get(gateway, '/channels');
    expect(body).toMatchObject({ channels: { S2: { type: 'vector' }, IMAGE: { type: 'scalar' } } });
    expect(body).not.toHaveProperty('channels.S1');
  });
});
