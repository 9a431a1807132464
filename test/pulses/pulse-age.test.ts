import { describe, expect, it } from 'vitest';
import { nsPerMs } from '../../core/pulses/pulse.ts';
import { modeFor } from '../../core/pulses/pulse-age.ts';

const pulse = { pulseId: 1n, timestampNs: 1_000_000n * nsPerMs };
const newestAfter = (ms: number) => ({ pulseId: 9n, timestampNs: pulse.timestampNs + BigInt(ms) * nsPerMs });

describe('by the timing system, whatever the wall clock says,', () => {
  it.each([
    ['the newest pulse is live and is waited for in full', 0, 2000, { mode: 'live', waitMs: 2000 }],
    ['a young pulse is waited for as long as is left', 500, 2000, { mode: 'live', waitMs: 1500 }],
    ['a pulse as old as the settle time is past', 2000, 2000, { mode: 'past', waitMs: 0 }],
    ['an old pulse is past', 3_600_000, 2000, { mode: 'past', waitMs: 0 }],
    ['a pulse that is not yet announced is live', -700, 2000, { mode: 'live', waitMs: 2000 }],
    ['the newest pulse is live even without a settle time', 0, 0, { mode: 'live', waitMs: 0 }],
  ] as const)('%s', (_, afterMs, settleMs, expected) => expect(modeFor(pulse, newestAfter(afterMs), settleMs)).toEqual(expected));
});
