import { manifestFor } from '../../../core/simulation/gateway/manifest.ts';
import { startSimulatedGateway } from '../../../core/simulation/gateway/server.ts';
import { defaultUser } from '../../../core/simulation/gateway/users.ts';
import { gatewayTaskSchema } from './task.ts';

/** A simulated Gateway in a process of its own. It answers every order with where it is and how many records it holds. */
const { channels, password } = gatewayTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const gateway = await startSimulatedGateway({
  now: Date.now,
  manifest: manifestFor(channels.map((name) => ({ name, type: 'image' as const }))),
  users: [{ ...defaultUser, password }],
});
process.on('message', () => process.send?.({ url: gateway.url, records: gateway.records().length }));
process.on('disconnect', () => {
  gateway.stop().catch((error: unknown) => console.error(error));
});
process.send?.('ready');
