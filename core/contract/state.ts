import { type Alarm, alarmsMost } from './alarms.ts';
import { type CaptureCells, capturesKept, type ExporterEvent, type ExporterState, type OutcomeCode } from './api.ts';
import type { GroupPulse } from './group.ts';
import { samePulse } from './same-pulse.ts';

export const initialState: ExporterState = {
  name: '',
  version: '',
  simulated: false,
  dataFolder: '',
  running: false,
  schedule: { kind: 'manual' },
  setup: null,
  metadata: {},
  sources: [],
  disk: null,
  outOfService: {},
  faults: [],
  topics: {},
  skippedPulses: 0,
  captures: [],
  group: null,
  pulses: [],
  uploads: null,
  manifest: null,
  alarms: [],
  test: null,
  lastFailure: null,
};

/** The one way from facts to state, shared by exporter, screens and tests. Pure. */
export function reduce(state: ExporterState, event: ExporterEvent): ExporterState {
  switch (event.type) {
    case 'snapshot':
      return event.state;
    case 'exporter/started':
      return {
        ...state,
        name: event.name,
        version: event.version,
        simulated: event.simulated,
        dataFolder: event.dataFolder,
        running: true,
      };
    case 'exporter/stopped':
      return { ...state, running: false };
    case 'alarm/raised':
      return { ...state, alarms: sorted([event.alarm, ...state.alarms.filter(({ key }) => key !== event.alarm.key)]) };
    case 'alarm/ended':
      return { ...state, alarms: state.alarms.filter(({ key }) => key !== event.key) };
    case 'setup/changed':
      return { ...state, setup: event.setup };
    case 'schedule/changed':
      return { ...state, schedule: event.schedule };
    case 'pulses/skipped':
      return { ...state, skippedPulses: state.skippedPulses + event.count };
    case 'pulse/unavailable':
      return { ...state, lastFailure: event.failure };
    case 'capture/started':
      return { ...state, captures: started(state.captures, { ...event.capture, codes: {} }) };
    case 'channels/decided':
      return change(state, event.captureId, (capture) => withCodes(capture, event.outcomes));
    case 'capture/stepped':
      return change(state, event.captureId, (capture) => ({ ...capture, step: event.step }));
    case 'capture/finished':
      return {
        ...change(state, event.capture.captureId, ({ codes }) => ({
          ...withCodes({ ...event.capture, codes }, event.missed),
          ...event.capture,
        })),
        lastFailure: event.capture.failure ?? state.lastFailure,
      };
    case 'capture/held':
      return {
        ...change(state, event.captureId, (capture) => ({ ...capture, step: 'chosen', codes: {}, captured: 0 })),
        lastFailure: event.failure,
      };
    case 'capture/amended':
      return change(state, event.captureId, (capture) => withCodes(capture, event.outcomes));
    case 'source/changed':
      return { ...state, sources: [...state.sources.filter(({ source }) => source !== event.source.source), event.source] };
    case 'topics/counted':
      return { ...state, topics: { ...state.topics, ...Object.fromEntries(event.topics.map((counts) => [counts.topic, counts])) } };
    case 'disk/changed':
      return { ...state, disk: event.disk };
    case 'metadata/changed':
      return { ...state, metadata: event.metadata };
    case 'device/changed':
      return { ...state, outOfService: withOrWithout(state.outOfService, event.device, event.outOfService) };
    case 'recovery/finished':
      return state;
    case 'faults/changed':
      return { ...state, faults: event.faults };
    case 'group/changed':
      return { ...state, group: event.group };
    case 'group/noticed':
      return { ...state, lastFailure: event.notice };
    case 'pulse/announced':
    case 'pulse/judged':
      return { ...state, pulses: withPulse(state.pulses, event.pulse) };
    case 'pulse/uploaded':
      return {
        ...state,
        pulses: state.pulses.map((each) => (samePulse(each.pulse, event.pulse) ? { ...each, upload: event.upload } : each)),
      };
    case 'capture/superseded':
      return change(state, event.captureId, (capture) => ({ ...capture, superseded: event.by }));
    case 'files/removed':
      return event.captureIds.reduce(
        (after, captureId) => change(after, captureId, (capture) => ({ ...capture, removedAt: event.at })),
        state,
      );
    case 'upload/changed':
      return change(state, event.upload.captureId, (capture) => ({ ...capture, upload: event.upload.state }));
    case 'uploads/changed':
      return { ...state, uploads: event.uploads };
    case 'test/changed':
      return { ...state, test: event.test };
    case 'manifest/changed':
      return { ...state, manifest: event.manifest };
  }
}

/** One that was held has been started before; it stands there once. */
function started(captures: readonly CaptureCells[], capture: CaptureCells): CaptureCells[] {
  return [capture, ...captures.filter(({ captureId }) => captureId !== capture.captureId)].slice(0, capturesKept);
}

function withPulse(pulses: readonly GroupPulse[], pulse: GroupPulse): GroupPulse[] {
  const at = pulses.findIndex((each) => samePulse(each.pulse, pulse.pulse));
  return at < 0 ? [pulse, ...pulses].slice(0, capturesKept) : pulses.with(at, pulse);
}

function change(state: ExporterState, captureId: string, edit: (capture: CaptureCells) => CaptureCells): ExporterState {
  return { ...state, captures: state.captures.map((capture) => (capture.captureId === captureId ? edit(capture) : capture)) };
}

function withCodes(capture: CaptureCells, outcomes: readonly { channel: string; code: OutcomeCode }[]): CaptureCells {
  const codes = { ...capture.codes };
  for (const { channel, code } of outcomes) codes[channel] = code;
  const captured = Object.values(codes).filter((code) => code === 'captured').length;
  return { ...capture, codes, captured };
}

function withOrWithout<T>(record: Record<string, T>, key: string, value: T | null): Record<string, T> {
  const { [key]: _, ...rest } = record;
  return value === null ? rest : { ...rest, [key]: value };
}

/** What is to be done now, then what will not do for long, then devices by how long they are away. */
function sorted(alarms: Alarm[]): Alarm[] {
  const urgency = ({ kind }: Alarm) => (kind === 'act' ? 0 : kind === 'attention' ? 1 : 2);
  return alarms.sort((left, right) => urgency(left) - urgency(right) || right.pulses - left.pulses).slice(0, alarmsMost);
}
