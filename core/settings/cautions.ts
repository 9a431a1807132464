import { addressOf, isLoopback } from './address.ts';
import { groupCautions } from './group-cautions.ts';
import type { Parts } from './parts.ts';
import { type Problem, problem } from './problem.ts';

/** What may be meant, and is worth a word at the start. */
export function cautions(parts: Parts): Problem[] {
  const { sources, schedule, settleMs, gateway, channels, limits, whole } = parts;
  const found = groupCautions(parts);
  if (whole && parts.deviceNames.length === 0)
    found.push(problem(['devices'], 'There is no device yet, so nothing is captured. Add devices.'));
  const kafka = sources?.kafka;
  if (kafka?.sasl?.mechanism === 'plain' && kafka.tls === undefined)
    found.push(
      problem(['sources', 'kafka', 'sasl'], 'Without tls the password crosses the network as plain text. Add "tls": {} or use scram.'),
    );
  if (kafka?.tls !== undefined && kafka.brokers.some((broker) => broker.endsWith(':9092')))
    found.push(problem(['sources', 'kafka', 'tls'], 'Port 9092 is usually the one without TLS; is 9093 meant?'));
  if (schedule?.kind === 'seconds' && settleMs !== null && schedule.every * 1000 < settleMs)
    found.push(
      problem(
        ['schedule', 'every'],
        `A pulse every ${schedule.every} s, and ${settleMs} ms wait for late readings: pulses will be skipped unless several captures run at once (hdf5.writers).`,
      ),
    );
  if (gateway !== null && isOpen(gateway.url))
    found.push(
      problem(
        ['gateway', 'url'],
        'Without https the password crosses the network as plain text, and a Gateway refuses it. Write https://.',
      ),
    );
  for (const key of ['keepUploadedDays', 'keepUploadedGb'] as const)
    if (whole && gateway === null && limits?.[key] !== undefined)
      found.push(
        problem(['limits', key], 'Without a gateway no file is uploaded, and so none is ever removed. Add "gateway", or take it out.'),
      );
  for (const { channel, path } of channels)
    if (channel.units !== undefined && (channel.type === 'image' || channel.type === 'float_image'))
      found.push(problem([...path, 'units'], `Channel ${channel.name}: the Gateway keeps no units of images; these are not shown there.`));
  return found;
}

/** Only a machine's own loopback is as safe as https. */
function isOpen(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(addressOf(`tcp://${hostname}:80`));
}
