import type { Schema } from './schema.ts';

/** Connection of a PV. */
export const ep01 = { kind: 'status', sourceName: (root) => root.text(8) } satisfies Schema;

/** Alarm of a PV. */
export const al00 = { kind: 'status', sourceName: (root) => root.text(4) } satisfies Schema;
