import { gatewaySchema } from '../../../core/settings/gateway.ts';
import { type Setup, setupSchema } from '../../../core/settings/schema.ts';

/** Each device with two channels, `<device>-a` and `<device>-b`. */
export function setupOf(devices: readonly string[]): Setup {
  return setupSchema.parse({
    sources: { simulation: {} },
    pulseSource: { kind: 'simulation' },
    metadata: { activeArea: { kind: 'fixed', value: 'ea1' }, activeExperiment: { kind: 'fixed', value: 'commissioning' } },
    devices: devices.map((name) => ({
      name,
      channels: ['a', 'b'].map((end) => ({ name: `${name}-${end}`, type: 'scalar', source: { kind: 'archiver', pv: `${name}:${end}` } })),
    })),
  });
}

/** Files go to a Gateway. */
export function withGateway(setup: Setup): Setup {
  return { ...setup, gateway: gatewaySchema.parse({ url: 'http://127.0.0.1:1', username: 'u', password: { env: 'P' } }) };
}

export function devicesNamed(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `D${String(index + 1).padStart(2, '0')}`);
}
