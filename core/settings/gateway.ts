import { z } from 'zod';
import { secretSchema } from './sources.ts';

/** Where files go once they are verified. Every exporter of a group uploads its own; the account may be one for all. */
export const gatewaySchema = z.strictObject({
  /** As far as the prefix, if it has one: https://gateway.facility.example/api */
  url: z.url({ protocol: /^https?$/, error: 'Write the address of the Operations Gateway with http:// or https://.' }).refine(plain, {
    error: 'Write the address alone: no user, password, "?" or "#" in it.',
  }),
  /** A local user of the Gateway with the route "/submit/hdf POST". */
  username: z.string().min(1),
  password: secretSchema,
  /** PEM. Its certificates are trusted beside those of the machine. */
  caFile: z.string().min(1).exactOptional(),
  /** From the begin of one upload to the begin of the next, over the whole group. */
  secondsBetweenUploads: z.number().min(0).max(86_400).default(1),
  /** How often the manifest is fetched again. */
  manifestRefreshSeconds: z.number().min(10).max(86_400).default(600),
  /** Timestamps and records to the millisecond; only where the Gateway has use_sub_second_timestamps on, and then in every exporter. */
  millisecondTimestamps: z.boolean().default(false),
  /** Without an answer, or without a byte going on its way, for this long, an upload is given up. The Gateway allows itself 300 s. */
  answerTimeoutSeconds: z.number().min(1).max(3600).default(300),
});
export type GatewaySettings = z.infer<typeof gatewaySchema>;

function plain(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return username === '' && password === '' && search === '' && hash === '';
}
