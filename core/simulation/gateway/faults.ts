import { ExporterError } from '../../contract/errors.ts';
import { type GatewayFaultName, gatewayFaultNames, isGatewayFaultName } from './fault-names.ts';

export type GatewayFault = {
  fault: GatewayFaultName;
  /** null means all. */
  channel: string | null;
  /** How many times it still comes; null means until it is switched off. */
  times: number | null;
};

export type GatewayFaultRequest = { fault: string; channel?: string | undefined; times?: number | undefined };

/** What is wrong with the Gateway now. Unlike the facility's, its past is not asked for again: what it once answered stays. */
export class GatewayFaultBoard {
  #on: GatewayFault[] = [];

  constructor(onFromTheBeginning: readonly GatewayFaultRequest[] = []) {
    for (const { fault, channel, times } of onFromTheBeginning) this.set(fault, true, { channel, times });
  }

  /** Throws NOT_FOUND for a fault nobody knows, and names those there are. Switching on again counts `times` afresh. */
  set(fault: string, on: boolean, { channel, times }: Omit<GatewayFaultRequest, 'fault'> = {}): void {
    if (!isGatewayFaultName(fault))
      throw new ExporterError('NOT_FOUND', `The simulated Gateway has no fault "${fault}". It has: ${gatewayFaultNames().join(', ')}.`);
    const same = (it: GatewayFault) => it.fault === fault && (channel === undefined ? !on || it.channel === null : it.channel === channel);
    this.#on = this.#on.filter((it) => !same(it));
    if (on) this.#on.push({ fault, channel: channel ?? null, times: times ?? null });
  }

  list(): GatewayFault[] {
    return this.#on.map((it) => ({ ...it }));
  }

  isOn(fault: GatewayFaultName, channel: string | null = null): boolean {
    return this.#find(fault, channel) !== undefined;
  }

  /** Is it on? That was then one of its times. */
  comes(fault: GatewayFaultName, channel: string | null = null): boolean {
    const found = this.#find(fault, channel);
    if (found === undefined) return false;
    if (found.times !== null) found.times--;
    if (found.times === 0) this.#on = this.#on.filter((it) => it !== found);
    return true;
  }

  #find(fault: GatewayFaultName, channel: string | null): GatewayFault | undefined {
    return this.#on.find((it) => it.fault === fault && (it.channel === null || it.channel === channel));
  }
}
