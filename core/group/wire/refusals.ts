import { ExporterError } from '../../contract/errors.ts';

export function addressInUse(leader: string, address: string, cause?: unknown): ExporterError {
  return new ExporterError(
    'ADDRESS_IN_USE',
    `${leader} can't lead at ${address}: another program, perhaps another exporter that leads, has this port. Stop that program, or give ${leader} another port in the settings of everyone in the group.`,
    { facts: { address }, cause },
  );
}
