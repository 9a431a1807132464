import { expect, test } from 'vitest';
import { changesOf, rebased } from '../../../renderer/settings/changes.ts';
import { isShown, listOf, numberOf, secretOf, shownNumber, withCell } from '../../../renderer/settings/field.ts';
import { groupFields } from '../../../renderer/settings/fields-around.ts';
import { kafkaFields, pulseFields } from '../../../renderer/settings/fields-sources.ts';
import { isWithin, keysOf, valueAt, withValue } from '../../../renderer/settings/paths.ts';
import { placedAt, sectionOf } from '../../../renderer/settings/problems.ts';
import { sections } from '../../../renderer/settings/sections.ts';

const settings = {
  name: 'laser-1',
  sources: { kafka: { brokers: ['a:1', 'b:2'] } },
  devices: [{ name: 'CAM', channels: [{ name: 'CAM', match: { kind: 'nearest', toleranceMs: 5 } }] }],
};

test('a path leads to its field as problems write it', () => {
  expect(keysOf('devices[3].channels[0].match.toleranceMs')).toEqual(['devices', 3, 'channels', 0, 'match', 'toleranceMs']);
  expect(keysOf('group.pins["PM 1"]')).toEqual(['group', 'pins', 'PM 1']);
  expect(valueAt(settings, 'devices[0].channels[0].match.toleranceMs')).toBe(5);
  expect(valueAt(settings, 'gateway.url')).toBeUndefined();
});

test('a field is changed in a copy; empty it is taken out, and what is missing on the way is made', () => {
  expect(withValue(settings, 'sources.kafka.brokers[1]', 'c:3')).toMatchObject({ sources: { kafka: { brokers: ['a:1', 'c:3'] } } });
  expect(withValue(settings, 'sources.kafka', undefined)).toEqual({ ...settings, sources: {} });
  expect(withValue(settings, 'limits.memoryMb', 512)).toEqual({ ...settings, limits: { memoryMb: 512 } });
  expect(settings.sources.kafka.brokers).toEqual(['a:1', 'b:2']);
  expect(Object.keys({ ...Object(withValue(settings, 'name', 'x')) })).toEqual(Object.keys(settings));
});

test('each change is counted once, where it is', () => {
  expect(changesOf(settings, settings)).toEqual([]);
  expect(changesOf(settings, withValue(withValue(settings, 'name', 'laser-2'), 'devices[0].channels[0].match.toleranceMs', 9))).toEqual([
    'name',
    'devices[0].channels[0].match.toleranceMs',
  ]);
  expect(changesOf(settings, { ...settings, gateway: { url: '' } })).toEqual(['gateway']);
  expect(changesOf(['a'], ['a', 'b'])).toEqual(['[1]']);
});

test('what somebody else applied meanwhile stays, and so does what was changed here', () => {
  const draft = withValue(settings, 'name', 'laser-2');
  const now = { ...settings, devices: [], gateway: { url: 'https://g' } };
  expect(rebased(draft, settings, now)).toEqual({ ...now, name: 'laser-2' });
  expect(rebased(settings, settings, null)).toBe(null);
  expect(rebased(draft, settings, null)).toBe(draft);
});

test('two who change other fields of the same section, or other devices, both keep what they changed', () => {
  const device = (name: string, area: string) => ({ name, area });
  const before = { sources: { kafka: { a: 1 }, archiver: { b: 1 } }, devices: [device('1', 'x'), device('2', 'x'), device('3', 'x')] };
  const draft = { sources: { kafka: { a: 2 }, archiver: { b: 1 } }, devices: [device('1', 'mine'), device('2', 'x'), device('5', 'mine')] };
  const now = {
    sources: { kafka: { a: 1 }, archiver: { b: 2 } },
    devices: [device('1', 'x'), device('2', 'theirs'), device('3', 'x'), device('4', 'theirs')],
  };
  expect(rebased(draft, before, now)).toEqual({
    sources: { kafka: { a: 2 }, archiver: { b: 2 } },
    devices: [device('1', 'mine'), device('2', 'theirs'), device('4', 'theirs'), device('5', 'mine')],
  });
  const reordered = { ...before, devices: before.devices.toReversed() };
  expect(rebased(reordered, before, before)).toEqual(reordered);
});

test('a problem stands at its field, or at the nearest that holds it; what no field shows is told by its section', () => {
  const shown = kafkaFields.filter((field) => isShown(field, settings));
  const brokers = { path: 'sources.kafka.brokers[1]', sentence: 'A broker is written host:port.' };
  const unknown = { path: 'sources.kafka.broker', sentence: 'There is no such key.' };
  const other = { path: 'sources', sentence: 'Nothing is there.' };
  const { atField, rest } = placedAt([brokers, unknown, other], shown);
  expect(Object.fromEntries(atField)).toEqual({ 'sources.kafka.brokers': [brokers.sentence], 'sources.kafka': [unknown.sentence] });
  expect(rest).toEqual([other]);
  expect(isWithin('sources.kafkaesque', 'sources.kafka')).toBe(false);
});

test('a problem of a row says which row and which column', () => {
  const shown = groupFields.filter((field) => isShown(field, { group: { leaders: [] } }));
  const address = { path: 'group.leaders[1].announce', sentence: 'An address is written tcp://host:port.' };
  const none = { path: 'group.leaders', sentence: 'At least one exporter may lead.' };
  expect(placedAt([address, none], shown).atField.get('group.leaders')).toEqual([
    `Row 2, announces at: ${address.sentence}`,
    none.sentence,
  ]);
});

test('a row keeps what its form does not show, and a word that need not be there is left out when it is empty', () => {
  const rows = [{ name: 'a', publicKey: 'k', note: 1 }, { name: 'b' }];
  const column = { key: 'publicKey', label: 'Public key', placeholder: '', optional: true } as const;
  expect(withCell(rows, 0, column, '')).toEqual([{ name: 'a', note: 1 }, { name: 'b' }]);
  expect(withCell(rows, 1, column, 'x')).toEqual([rows[0], { name: 'b', publicKey: 'x' }]);
});

test('a number is shown as it is typed while it means the same, so that 0.5 can be typed', () => {
  expect(['0', '0.', '0.5', '0,5'].map((typed) => shownNumber(typed, numberOf(typed)))).toEqual(['0', '0.', '0.5', '0,5']);
  expect(shownNumber('7', 9)).toBe('9');
  expect(shownNumber('', undefined)).toBe('');
});

test.each([
  ['name', 'exporter'],
  ['schedule.every', 'pulses'],
  ['sources', 'kafka'],
  ['sources.kafka.tls.caFile', 'kafka'],
  ['sources.archiver.retrievalUrl', 'archiver'],
  ['devices[3].channels[0].type', 'devices'],
  ['limits.memoryMb', 'limits'],
  ['nmae', 'json'],
  ['', 'json'],
])('a problem at "%s" is of section %s', (path, section) => expect(sectionOf(path, sections)).toBe(section));

test('fields of another kind are not shown', () => {
  const labels = (kind: string) =>
    pulseFields.filter((field) => isShown(field, { pulseSource: { kind }, schedule: { kind: 'manual' } })).map(({ path }) => path);
  expect(labels('kafka')).toContain('pulseSource.topic');
  expect(labels('archiver')).not.toContain('pulseSource.topic');
  expect(labels('archiver')).not.toContain('schedule.every');
});

test('what is typed becomes what the settings hold', () => {
  expect([numberOf('2,5'), numberOf(' '), numberOf('soon')]).toEqual([2.5, undefined, 'soon']);
  expect(listOf('a:1\n b:2, c:3\n\n')).toEqual(['a:1', 'b:2', 'c:3']);
  expect(secretOf({ file: 'key.txt' })).toEqual({ in: 'file', name: 'key.txt' });
  expect(secretOf('hunter2')).toEqual({ in: 'env', name: '' });
});
