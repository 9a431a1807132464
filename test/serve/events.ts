import type { ExporterEvent, SourceFacts } from '../../core/contract/api.ts';

/** Events as the exporter tells them, small enough to be written down in a test. */

const at = '2026-11-22T10:00:00.000Z';

export function stepped(captureId: string): ExporterEvent {
  return { type: 'capture/stepped', captureId, step: 'writing' };
}

export function source(name: SourceFacts['source'], sentence: string): ExporterEvent {
  return { type: 'source/changed', source: { source: name, state: 'reachable', sentence, failure: null, since: at } };
}

export function unavailable(n: number): ExporterEvent {
  return { type: 'pulse/unavailable', failure: { code: 'PULSE_UNKNOWN', message: `No pulse ${n}.` }, at };
}

/** Of one exporter's only device. */
export function judged(pulseId: string, captured: number): ExporterEvent {
  return {
    type: 'pulse/judged',
    pulse: {
      ...{
        pulse: { pulseId, timestampNs: '1795341600000000000' },
        leader: 'north',
        epoch: 1,
        seq: 1,
        mode: 'live',
        localOnly: null,
        verdict: null,
      },
      ...{ expected: 150, captured, counts: { captured }, shares: [], missed: [], upload: null },
    },
  };
}
