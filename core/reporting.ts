import type { Clock } from './clock.ts';
import { ExporterError } from './contract/errors.ts';
import type { ReportApi } from './contract/report.ts';
import type { Journal } from './journal/port.ts';
import { makeReport } from './report/make-report.ts';
import type { GatewaySettings } from './settings/gateway.ts';
import type { Gateway } from './upload/port.ts';

/** Uploads go before: who wants to know of every pulse of a long range asks from the command line. */
const askLimitMs = 120_000;

export type ReportingPorts = {
  exporter: string;
  journal: Journal;
  clock: Clock;
  /** Ends with the exporter. */
  signal: AbortSignal;
  /** The Gateway that is in use. */
  opened(): { settings: GatewaySettings; gateway: Gateway } | null;
};

/** Reports for those who watch this exporter; one at a time, since they read the journal that captures write. */
export function createReporting({ exporter, journal, clock, signal, opened }: ReportingPorts): ReportApi {
  let making = false;

  return {
    async reportDay(request) {
      if (making) throw new ExporterError('BUSY', 'Another report is being made. Ask again when it is there.');
      making = true;
      try {
        const inUse = opened();
        const gateway = inUse && gatewayFor(inUse.settings, inUse.gateway);
        return await makeReport(request, { exporter, journal, gateway, clock, askLimitMs }, signal);
      } finally {
        making = false;
      }
    },
  };
}

export function gatewayFor({ url, millisecondTimestamps }: GatewaySettings, records: Pick<Gateway, 'record'>) {
  return { host: new URL(url).host, digits: millisecondTimestamps ? 3 : 0, records } as const;
}
