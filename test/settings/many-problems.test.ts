import { expect, test } from 'vitest';
import { readSetup } from '../../core/settings/read-setup.ts';
import { sample } from './sample.ts';

const refusal = (more: object): string => {
  try {
    readSetup({ ...sample(), ...more }, '/etc/exporter');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('They are right.');
};

test('of a hundred thousand wrong keys the first are told, and how many more there are', () => {
  const message = refusal(Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`key-${n}`, n])));
  expect(message.split('\n')).toHaveLength(202);
  expect(message).toContain('(whole file): 99800 more of the same kind are not shown.');
});

test('a key of a million letters is neither compared with the known ones nor told whole', () => {
  const message = refusal({ ['k'.repeat(1_000_000)]: 1 });
  expect(message.length).toBeLessThan(2000);
});

test('paths in settings that are in no file yet are those they would have in the folder', () => {
  const gateway = { url: 'https://gateway.example', username: 'u', password: { file: 'gateway.secret' } };
  expect(readSetup(sample({ gateway }), '/etc/exporter').gateway?.password).toEqual({ file: '/etc/exporter/gateway.secret' });
});

test.each([
  ['settleMs', 1e12],
  ['limits.freeDiskMb', 1e20],
  ['limits.memoryMb', 1e9],
])('%s that nobody can mean is refused, rather than that no capture ever begins or ends', (path, much) => {
  const [key = '', inner] = path.split('.');
  expect(refusal({ [key]: inner === undefined ? much : { [inner]: much } })).toContain(`${path}: It must be at most`);
});
