import { expect, it } from 'vitest';
import { judge } from '../../core/simulation/gateway/judge.ts';
import { ManifestStore } from '../../core/simulation/gateway/manifest.ts';
import type { Seen, Submission } from '../../core/simulation/gateway/submission.ts';
import { manifest, nowMs } from './gateway-client.ts';

/** What h5wasm cannot write for the other tests, given to the rules as the reader would. */
const value: Seen = { kind: 'float', size: 8, signed: true, bigEndian: false, shape: [], texts: [], number: 1, checksum: '' };
const text = (it: string): Seen => ({ ...value, kind: 'text', size: 4, number: null, texts: [it] });
const options = { manifest: new ManifestStore(manifest, nowMs).newest(), milliseconds: false };

function submission(name: string, type: string, members: Record<string, Seen>, root: Record<string, Seen> = {}): Submission {
  const attributes = {
    epac_ops_data_version: text('1.2'),
    timestamp: text('2026-01-02T03:04:05+00:00'),
    active_area: text('ea1'),
    ...root,
  };
  const channel = {
    kind: 'group',
    attributes: new Map([['channel_dtype', text(type)]]),
    members: new Map(Object.entries(members)),
  } as const;
  return { attributes: new Map(Object.entries(attributes)), channels: new Map([[name, channel]]) };
}

function reasons(name: string, type: string, members: Record<string, Seen>): string[] | string | undefined {
  const judged = judge(submission(name, type, members), options);
  if ('refused' in judged) return String(judged.refused.status);
  return judged.rejected.get(name) ?? judged.channels[0]?.refusals;
}

const pixels: Seen = { ...value, kind: 'int', size: 2, signed: false, shape: [2, 2] };

it.each<[string, string, string, Record<string, Seen>, string[] | string]>([
  [
    'a big-endian image is refused',
    'IMAGE',
    'image',
    { data: { ...pixels, bigEndian: true } },
    ['data has wrong datatype, should be uint16 or uint8'],
  ],
  [
    'an image of booleans is refused',
    'IMAGE',
    'image',
    { data: { ...pixels, kind: 'bool', size: 1 } },
    ['data has wrong datatype, should be uint16 or uint8'],
  ],
  ['an empty scalar is refused', 'S1', 'scalar', { data: { ...value, kind: 'empty', number: null } }, ['data has wrong datatype']],
  ['a compound scalar is refused', 'S1', 'scalar', { data: { ...value, kind: 'other', number: null } }, ['data has wrong datatype']],
  ['an empty vector fails', 'VECTOR', 'vector', { data: { ...value, kind: 'empty' } }, '500'],
  ['data that cannot be read fails', 'S1', 'scalar', { data: { ...value, kind: 'unreadable' } }, '500'],
  ['a complex scalar is taken', 'S1', 'scalar', { data: { ...value, kind: 'complex', size: 16 } }, []],
  ['a boolean scalar is taken', 'S1', 'scalar', { data: { ...value, kind: 'bool', size: 1 } }, []],
  ['a vector of complex numbers is taken', 'VECTOR', 'vector', { data: { ...value, kind: 'complex', shape: [3] } }, []],
  ['a vector of rows of one is taken', 'VECTOR', 'vector', { data: { ...value, shape: [3, 1] } }, []],
])('%s', (_what, name, type, members, expected) => {
  expect(reasons(name, type, members)).toEqual(expected);
});

it('looks at the channels before the version: a file with both mistakes is told of the first', () => {
  const both = submission('S1', 'scalar', { data: { ...value, kind: 'unreadable' } }, { epac_ops_data_version: text('2.0') });
  expect(judge(both, options)).toMatchObject({ refused: { status: 500 } });
  const version = submission('S1', 'scalar', { data: value }, { epac_ops_data_version: text('2.0') });
  expect(judge(version, options)).toMatchObject({ refused: { status: 400 } });
});

it('without a manifest refuses every file, but tells of the version first where there is no channel', () => {
  const file = submission('S1', 'scalar', { data: value }, { epac_ops_data_version: text('2.0') });
  const detail = (it: Submission) => {
    const judged = judge(it, { ...options, manifest: null });
    return 'refused' in judged ? judged.refused.body : null;
  };
  expect(detail(file)).toMatchObject({ json: { detail: expect.stringMatching(/^There is no manifest file/) } });
  expect(detail({ ...file, channels: new Map() })).toEqual({ json: { detail: 'epac_ops_data_version major version was not 1' } });
});
