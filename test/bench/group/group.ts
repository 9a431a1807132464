import type { Section } from '../sections.ts';
import { exporters } from './exporters.ts';
import { lag } from './lag.ts';
import { large } from './large.ts';
import { ownCapture } from './own-capture.ts';

/** What `group` stands for; each can be asked for alone. */
export const groupParts: Record<string, Section> = {
  lag: (_, { group }) => lag(group),
  'own-capture': ({ newFolder }, { group }) => ownCapture(newFolder, group),
  exporters: (stage, { group }) => exporters(stage, group),
  large: (_, { group }) => large(group),
};
