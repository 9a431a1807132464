import { z } from 'zod';
import { channelTypes } from '../../settings/channel.ts';
import { type Answer, json, refused } from './answer.ts';

/** A channel the Gateway knows. What else stands beside these, it ignores. */
const channelSchema = z.object({
  name: z.string(),
  path: z.string(),
  type: z.enum(channelTypes).default('scalar'),
  notation: z.enum(['scientific', 'normal']).nullish(),
  precision: z.number().int().nullish(),
  units: z.string().nullish(),
  historical: z.boolean().nullish(),
  x_units: z.string().nullish(),
  y_units: z.string().nullish(),
  labels: z.array(z.string()).nullish(),
});
export const manifestSchema = z.object({ channels: z.record(z.string(), channelSchema) });

export type ManifestInput = z.input<typeof manifestSchema>;
export type Manifest = z.infer<typeof manifestSchema> & { _id: string };

/** Of channels as settings have them. */
export function manifestFor(
  channels: Iterable<{ name: string; type: (typeof channelTypes)[number]; units?: string | undefined }>,
): ManifestInput {
  const entries = [...channels].map(({ name, type, units }) => [
    name,
    { name, path: '/simulated', type, ...(units === undefined || type !== 'scalar' ? {} : { units }) },
  ]);
  return { channels: Object.fromEntries(entries) };
}

/** The newest wins; what has data stays, and keeps its type and units. */
export class ManifestStore {
  #newest: Manifest | null;

  constructor(first: ManifestInput | null, nowMs: number) {
    this.#newest = first === null ? null : { _id: idAt(nowMs), ...manifestSchema.parse(first) };
  }

  newest(): Manifest | null {
    return this.#newest;
  }

  /** As the Gateway answers to `POST /submit/manifest`. */
  submit(text: string, bypass: boolean, nowMs: number): Answer {
    let input: unknown;
    try {
      input = JSON.parse(text);
    } catch (error) {
      return refused(400, `Channel manifest file not valid JSON. ${error instanceof Error ? error.message : ''}`);
    }
    const parsed = manifestSchema.safeParse(input);
    if (!parsed.success) return refused(400, `${parsed.error.issues.length} validation errors for ChannelManifestModel`);
    const manifest = { _id: idAt(nowMs), ...parsed.data };
    const [problem] = this.#newest === null ? [] : problemsOf(this.#newest, manifest, bypass);
    if (problem !== undefined) return refused(400, problem);
    // Its ID has whole seconds, and the database one document for each.
    if (this.#newest?._id === manifest._id) return refused(400, 'Session name already exists for this user.');
    this.#newest = manifest;
    return json(201, manifest._id);
  }
}

function* problemsOf(stored: Manifest, input: Manifest, bypass: boolean): Generator<string> {
  for (const name of bypass ? [] : Object.keys(stored.channels))
    if (!Object.hasOwn(input.channels, name))
      yield `${name} has been removed from the input channel metadata. Channels cannot be removed, add the channel back into the file and re-submit`;
  for (const [name, channel] of Object.entries(input.channels)) {
    const before = stored.channels[name];
    if (before === undefined) continue;
    if (channel.type !== before.type) yield modified('type_', name, before.type);
    if ((channel.units ?? null) !== (before.units ?? null)) yield modified('units', name, before.units ?? 'None');
  }
}

function modified(field: string, name: string, stored: string): string {
  return `${field} has been modified on the ${name} channel. Value stored in database: ${stored}. Re-submit the channel metadata without the modification. If the metadata must be changed, please create a new channel.`;
}

function idAt(nowMs: number): string {
  return new Date(nowMs).toISOString().replace(/\D/g, '').slice(0, 14);
}
