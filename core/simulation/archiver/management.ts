import type { Facility } from '../facility.ts';

/** As the management page lists it: all values are strings. */
export function pvStatus({ pvs, faults }: Pick<Facility, 'pvs' | 'faults'>, name: string, nowNs: bigint): Record<string, string> {
  const pv = pvs.get(name);
  if (pv === undefined || faults.isOn('archiver-404', pv.device, nowNs)) return { pvName: name, status: 'Not being archived' };
  const loss = faults.span('pv-disconnected', pv.device, nowNs);
  const connected = loss === null;
  return {
    pvName: name,
    pvNameOnly: name,
    status: 'Being archived',
    connectionState: String(connected),
    isMonitored: 'true',
    samplingPeriod: '0.1',
    appliance: 'appliance0',
    connectionLossRegainCount: connected ? '0' : '1',
    lastEvent: loss?.fromNs === null ? 'Never' : new Date(Number((loss?.fromNs ?? nowNs) / 1_000_000n)).toUTCString(),
  };
}
