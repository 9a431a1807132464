import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openIntake } from '../../core/intake/open-intake.ts';
import type { Intake } from '../../core/intake/port.ts';
import type { IntakeStart } from '../../core/intake/protocol.ts';
import { createIntake } from '../../core/intake/remote.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { createFacility } from '../../core/simulation/facility.ts';
import { settingsFor } from '../../core/simulation/settings.ts';

const facility = createFacility({ seed: 1, devices: 150 });
const { setup } = parseWholeSettings(settingsFor(facility, { name: 'x', dataFolder: 'data' }));
const start: IntakeStart = { setup, memoryMb: 64, secrets: { kafka: {} }, topic: null };
const listener = { stateChanged: () => undefined, topicsCounted: () => undefined, ended: () => undefined };
const workerUrl = new URL('../../core/intake/worker.ts', import.meta.url);
const never = new AbortController().signal;

describe.each([
  ['in this thread', () => openIntake(start, listener)],
  ['in a thread of its own', () => createIntake(workerUrl, start, listener)],
])('an intake %s, of the simulated facility', (_, open) => {
  let intake: Intake;
  beforeAll(async () => {
    intake = await open();
  });
  afterAll(() => intake.close());

  test('finds topics by words in any case, and says how many more there are', async () => {
    const found = await intake.browse.searchTopics('CAM fe', 2, never);
    expect(found.topics).toEqual(['pm-201-fe-cam-1', 'pm-201-fe-cam-2']);
    expect(found.beyond).toBeGreaterThan(0);
    expect(await intake.browse.searchTopics('nothing like it', 10, never)).toEqual({ topics: [], beyond: 0 });
  });

  test('finds PVs by a part of their name, also where it is typed in small letters, and by a pattern', async () => {
    const { pvs, isMore, unlisted } = await intake.browse.searchPvs('cm-202', 3, never);
    expect({ isMore, unlisted }).toEqual({ isMore: true, unlisted: null });
    expect(pvs).toEqual(['CM-202-CVC-PV-1:Mode', 'CM-202-CVC-PV-2:Position', 'CM-202-CVC-PV-3:Temp']);
    expect((await intake.browse.searchPvs('*:Mode', 100, never)).pvs.every((pv) => pv.endsWith(':Mode'))).toBe(true);
  });

  test('tells of the newest message of a topic what it is', async () => {
    const { at, newest, why } = await intake.browse.peek({ kind: 'kafka', topic: 'pm-201-fe-cam-1' }, never);
    expect(why).toBeNull();
    expect(at).toMatch(/Z$/);
    expect(newest).toMatchObject({ schema: 'pva0', value: { kind: 'image', dtype: 'uint16' }, pulseId: /^\d+$/ });
    expect(newest?.value.shape).toHaveLength(2);
  });

  test('tells of all sources of a topic that carries several', async () => {
    const { newest } = await intake.browse.peek({ kind: 'kafka', topic: 'beam-pointing' }, never);
    expect(newest?.sourceNames.length).toBeGreaterThan(1);
  });

  test('tells of the newest sample of a PV', async () => {
    const { at, newest } = await intake.browse.peek({ kind: 'archiver', pv: 'CM-202-CVC-PV-2:Position' }, never);
    expect(at).toMatch(/Z$/);
    expect(newest).toMatchObject({ schema: null, pulseId: null, value: { kind: 'number', dtype: 'float64' } });
  });

  test('what is not there is an answer with a sentence', async () => {
    expect(await intake.browse.peek({ kind: 'kafka', topic: 'nobody' }, never)).toMatchObject({ newest: null, why: /nobody/ });
    expect(await intake.browse.peek({ kind: 'archiver', pv: 'NOBODY' }, never)).toMatchObject({ newest: null, why: /NOBODY/ });
  });
});
