import type { Section } from '../sections.ts';
import { exporters } from './exporters.ts';
import { lag } from './lag.ts';
import { large } from './large.ts';
import { ownCapture } from './own-capture.ts';

/** What a group of exporters takes, each part after the other. */
export const group: Section = async (stage, { group: extent }) =>
  [await lag(extent), await ownCapture(stage.newFolder, extent), await exporters(stage, extent), await large(extent)].join('\n\n');
