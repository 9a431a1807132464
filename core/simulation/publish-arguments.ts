import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ExporterError } from '../contract/errors.ts';
import { sentenceOf } from '../settings/sentences.ts';
import { kafkaSchema } from '../settings/sources.ts';
import { loads } from './facility.ts';

export const usage = `Publishes a simulated facility to a Kafka broker, ten pulses a second, and serves its Archiver on loopback.

  npm run simulate -- --brokers host:port[,host:port…]

  --brokers        where to publish
  --seed           which facility, a whole number (1)
  --load           light: small pictures; standard: 84 MB a pulse (light)
  --devices        how many (150)
  --seconds        how long, or "forever" (forever)
  --create-topics  make the topics that are missing
  --archiver-port  of the simulated Archiver (any free one)
  --settings-out   writes settings for an exporter of this facility to this file
  --fault          name or name:device; may be given several times`;

const count = z.coerce.number().int();

const argumentsSchema = z.object({
  brokers: z
    .string('is needed: host:port of a Kafka broker.')
    .transform((list) => list.split(','))
    .pipe(kafkaSchema.shape.brokers),
  seed: count.nonnegative().default(1),
  load: z.enum(loads).default('light'),
  devices: count.min(1).max(3000).default(150),
  seconds: z
    .union([z.literal('forever').transform(() => Number.POSITIVE_INFINITY), z.coerce.number().positive()])
    .default(Number.POSITIVE_INFINITY),
  'create-topics': z.boolean().default(false),
  'archiver-port': count.min(0).max(65_535).default(0),
  'settings-out': z.string().min(1).optional(),
  fault: z.array(z.string().transform(toFault)).default([]),
  help: z.boolean().default(false),
});
export type PublishArguments = z.infer<typeof argumentsSchema>;

/** 'help' where that is what was asked for. Throws BAD_REQUEST with a sentence that names the argument. */
export function readArguments(argv: readonly string[]): PublishArguments | 'help' {
  const values = split(argv);
  if (values.help === true) return 'help';
  const parsed = argumentsSchema.safeParse(values, { error: sentenceOf });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ExporterError('BAD_REQUEST', `--${String(issue?.path[0] ?? '')}: ${issue?.message ?? 'cannot be read'} (see --help)`);
}

function split(argv: readonly string[]): Record<string, unknown> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    brokers: text,
    seed: text,
    load: text,
    devices: text,
    seconds: text,
    'create-topics': flag,
    'archiver-port': text,
    'settings-out': text,
    fault: { ...text, multiple: true },
    help: flag,
  } as const;
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (cause) {
    throw new ExporterError('BAD_REQUEST', `${cause instanceof Error ? cause.message : String(cause)} (see --help)`, { cause });
  }
}

function toFault(given: string): { fault: string; device?: string } {
  const [fault = '', device] = given.split(':');
  return device === undefined ? { fault } : { fault, device };
}
