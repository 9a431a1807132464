import type { SimulatedChannel, SimulatedDevice } from './device.ts';

export const pulseTopic = 'facility-pulses';
export const pulsePv = 'EPAC-TIMING:PULSE:ID';
export const activeAreaPv = 'EPAC-FACILITY:ACTIVE:AREA';
export const activeExperimentPv = 'EPAC-FACILITY:ACTIVE:EXPERIMENT';
export const timingDeviceName = 'EPAC-TIMING';

/** Instead of a value of its own this device sends the pulse ID, which may have been restarted: the messages' makers put it in. */
const pulseId: Pick<SimulatedChannel, 'measure' | 'alarm' | 'units' | 'readoutMs' | 'exposureMs'> = {
  measure: (k) => ({ kind: 'number', dtype: 'uint64', value: BigInt(k) }),
  alarm: () => null,
  units: null,
  readoutMs: 0,
  exposureMs: 0,
};

/** Tells every pulse, on a topic and in a PV, and what the facility is busy with. It is where pulses are chosen from, not captured itself. */
export const timingDevice: SimulatedDevice = {
  name: timingDeviceName,
  area: 'Timing',
  channels: [
    {
      ...pulseId,
      settings: { name: 'PULSE-ID', type: 'scalar', source: { kind: 'kafka', topic: pulseTopic } },
      wire: { kind: 'kafka', topic: pulseTopic, sourceName: pulsePv, schema: 'pva0', every: 1 },
    },
    {
      ...pulseId,
      settings: { name: 'PULSE-ID-PV', type: 'scalar', source: { kind: 'archiver', pv: pulsePv } },
      wire: { kind: 'archiver', pv: pulsePv, every: 1, type: 'pva-integer', precision: 0 },
    },
    fact(activeAreaPv, 'EA1'),
    fact(activeExperimentPv, 'Simulated experiment'),
  ],
};

/** A fact that is confirmed once a minute. */
function fact(pv: string, value: string): SimulatedChannel {
  return {
    ...pulseId,
    settings: { name: pv, type: 'scalar', source: { kind: 'archiver', pv } },
    wire: { kind: 'archiver', pv, every: 600, type: 'string', precision: 0 },
    measure: () => ({ kind: 'text', value }),
  };
}
