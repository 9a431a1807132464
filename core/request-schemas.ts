import { z } from 'zod';
import { trendPageMost, trendQuantities } from './contract/preview.ts';
import { madeEveryMs, testPulsesMost, testSecondsMost } from './contract/test-capture.ts';

/** Of the requests that look into data: their shapes and bounds at the door. */
const digits = (most: bigint, what: string) => z.string().refine((text) => /^\d{1,20}$/.test(text) && BigInt(text) <= most, what);
export const id64 = digits(2n ** 64n - 1n, 'an unsigned 64-bit number in decimal digits');
export const nanoseconds = digits(2n ** 63n - 1n, 'nanoseconds since 1970 in decimal digits');
export const person = z.string().min(1).max(100);
const name = z.string().min(1).max(200);
export const peekSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kafka'), topic: z.string().min(1).max(249) }),
  z.strictObject({ kind: z.literal('archiver'), pv: name }),
]);

const file = z.string().min(1).max(4096);
const path = z.string().max(4096).startsWith('/');
const testId = z.string().min(1).max(100);

export const previewRequests = {
  previewPulse: z.strictObject({ pulseId: id64, timestampNs: nanoseconds }),
  neighbourPulses: z.strictObject({ timestampNs: nanoseconds }),
  trend: z.strictObject({
    ...{ channel: name, quantity: z.enum(trendQuantities), fromNs: nanoseconds, toNs: nanoseconds },
    ...{ limit: z.number().int().min(1).max(trendPageMost), after: z.string().max(100).exactOptional() },
  }),
};

export const explorerRequests = {
  exploreFile: z.strictObject({ file }),
  exploreEntity: z.strictObject({ file, path }),
  exploreAttributes: z.strictObject({ file, path }),
  exploreValue: z.strictObject({ file, path, selection: z.string().max(500).exactOptional() }),
  explorePaths: z.strictObject({ file }),
  exploreFolder: z.strictObject({ folder: file.nullable() }),
};

export const testRequests = {
  startTest: z.strictObject({
    devices: z.array(name).max(2000),
    sources: z.array(peekSource).max(500),
    pulses: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('laser') }),
      z.strictObject({ kind: z.literal('clock'), everyMs: z.number().min(madeEveryMs.least).max(madeEveryMs.most) }),
    ]),
    until: z.union([
      z.strictObject({ pulses: z.number().int().min(1).max(testPulsesMost) }),
      z.strictObject({ seconds: z.number().min(1).max(testSecondsMost) }),
    ]),
    upload: z.boolean(),
    by: person,
  }),
  stopTest: z.strictObject({ testId }),
  getTest: z.strictObject({ testId }),
  testReport: z.strictObject({ testId, as: z.enum(['html', 'json']) }),
  removeTest: z.strictObject({ testId, by: person }),
};
