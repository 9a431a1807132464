import type { FaultFacts } from '../contract/api.ts';
import type { AnnouncementLog } from '../group/log/port.ts';
import type { FactsFound } from '../pulses/facts.ts';
import type { PulseSource } from '../pulses/port.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { Source, SourceListener } from '../sources/port.ts';
import type { Browse } from './browse.ts';
import type { Observed, ObserveRequest } from './observe.ts';

/**
 * Everything that comes in from the facility: readings, pulses, the facts of a pulse. It lives in a worker thread, because kafkajs and decoding hold a
 * thread longer than the main loop may be held; `openIntake` is the same in this thread.
 */
export type Intake = {
  source: Source;
  /** For choosing what to capture. */
  browse: Browse;
  /** Everything that comes on topics and PVs, one question after another; for trials during commissioning. */
  observe(request: ObserveRequest, signal: AbortSignal): Promise<Observed>;
  pulses: PulseSource;
  /** Active area and active experiment at the pulse. */
  readFacts(pulse: Pulse, signal: AbortSignal): Promise<FactsFound>;
  /** Simulated facility only; answers all faults that are on. BAD_REQUEST with the list of names for an unknown one. */
  setFault(fault: string, device: string | null, on: boolean): Promise<FaultFacts[]>;
  /** The topic that keeps what the group announced; null where none is named. It closes with the intake. */
  announcements: AnnouncementLog | null;
  close(): Promise<void>;
};

export type IntakeListener = SourceListener;
