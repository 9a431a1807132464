import type { SampleFacts } from '../../core/contract/preview.ts';
import { duration } from '../words/numbers.ts';
import { agedMs, ageMs, hasAlarm } from './provenance.ts';

/** What is not as usual about a value that is there: an alarm of its source, or its age. */
export function sampleWords({ alarm, offsetMs, match }: SampleFacts): string | null {
  const age = ageMs(offsetMs);
  const isAged = match === 'last' && age !== null && age > agedMs;
  const words = [
    ...(alarm !== null && hasAlarm(alarm) ? [`alarm ${[alarm.severity, alarm.status].filter(Boolean).join(', ')}`] : []),
    ...(isAged ? [`${duration(age)} old`] : []),
  ];
  return words.length === 0 ? null : words.join('; ');
}
