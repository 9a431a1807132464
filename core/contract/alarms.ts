import type { OutcomeCode } from './api.ts';

/** `attention`: will not do for long. `act`: somebody has to do something now. Else what became of a device. */
export type AlarmKind = OutcomeCode | 'attention' | 'act';

export type Acknowledged = { by: string; at: string; note: string };

/** One cause, however many pulses it costs. It ends when its cause is gone, and is another one when that comes back. */
export type Alarm = {
  /** Of the cause: "device CAM-1", "source kafka", "disk". */
  key: string;
  kind: AlarmKind;
  title: string;
  /** What is known of it and what to do. */
  sentence: string;
  device: string | null;
  /** At which it was so, one after the other, up to the newest; 0 where it is about no pulse. */
  pulses: number;
  /** ISO 8601: of the first of these pulses, or when it was noticed. */
  since: string;
  acknowledged: Acknowledged | null;
};

export const alarmsMost = 500;

export type AlarmEvents = {
  /** New, or changed: the next pulse, an acknowledgement. */
  'alarm/raised': { alarm: Alarm };
  'alarm/ended': { key: string; at: string };
};

export type AlarmApi = {
  /** It stays in sight and is quiet until its cause is gone. NOT_FOUND where it has ended meanwhile. */
  acknowledge(request: { key: string; note?: string; by: string }): Promise<void>;
};
export const alarmCommands = ['acknowledge'] as const satisfies readonly (keyof AlarmApi)[];
