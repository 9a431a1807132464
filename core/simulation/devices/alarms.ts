import type { Alarm } from '../../sources/reading.ts';
import { unit } from '../noise.ts';

const quiet: Alarm = { severity: 'NONE', status: 'NONE', message: '' };

/** Spells of three seconds, about one in fifty in alarm and one in two hundred in a major one. */
export function alarmOf(seed: number, id: number): (k: number) => Alarm {
  return (k) => {
    const chance = unit(seed, id, Math.floor(k / 30), 77);
    if (chance < 0.005) return { severity: 'MAJOR', status: 'DEVICE', message: 'HIHI' };
    if (chance < 0.02) return { severity: 'MINOR', status: 'DEVICE', message: 'HIGH' };
    return quiet;
  };
}
