import { expect, test } from 'vitest';
import { changesOf, rebased } from '../../../renderer/settings/changes.ts';
import { isShown, listOf, numberOf, secretOf } from '../../../renderer/settings/field.ts';
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
