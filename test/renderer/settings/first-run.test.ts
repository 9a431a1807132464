import { expect, test } from 'vitest';
import { parseWholeSettings } from '../../../core/settings/parse-settings.ts';
import { type Answers, lackingAt, minimalSettings, noAnswers } from '../../../renderer/first-run/minimal.ts';

const kafka: Partial<Answers> = { brokers: 'k1:9092\nk2:9092', pulseTopic: 'timing' };
const archiver: Partial<Answers> = { retrievalUrl: 'http://a:17668/retrieval', pulsesFrom: 'archiver', pulsePv: 'FAC:PULSE' };

test.each<[string, Partial<Answers>]>([
  ['Kafka alone', kafka],
  ['the Archiver alone', archiver],
  ['both, with all that may be given', { ...archiver, ...kafka, managementUrl: 'http://a:17665/mgmt', pulseSourceName: 'FAC:PULSE' }],
  ['spaces around what was typed', { ...kafka, name: ' laser-1 ', pulseTopic: ' timing ' }],
])('three steps with %s end in settings that are right, with nothing to warn of but that there are no devices', (_, given) => {
  const answers = { ...noAnswers, ...given };
  expect([0, 1, 2].map((step) => lackingAt(step === 0 ? 0 : step === 1 ? 1 : 2, answers))).toEqual([null, null, null]);
  const { setup, warnings } = parseWholeSettings(minimalSettings(answers));
  expect(setup).toMatchObject({ devices: [], schedule: { kind: 'manual' } });
  expect(warnings).toEqual([expect.stringMatching(/^devices: /)]);
});

test('a step says what it lacks, and that pulses need the source they come from', () => {
  expect(lackingAt(0, noAnswers)).toMatch(/broker/);
  expect(lackingAt(1, { ...noAnswers, ...archiver, pulsesFrom: 'kafka' })).toMatch(/no brokers/);
  expect(lackingAt(1, { ...noAnswers, ...kafka, pulseTopic: ' ' })).toMatch(/topic/);
  expect(lackingAt(2, { ...noAnswers, name: 'laser 1' })).toMatch(/name/);
});
