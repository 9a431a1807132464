import { alarmCommands } from './alarms.ts';
import type { Api } from './api.ts';
import { browseCommands } from './browse.ts';
import { captureSearchCommands } from './captures-search.ts';
import { deviceStatsCommands } from './device-stats.ts';
import { deviceValuesCommands } from './device-values.ts';
import { explorerCommands } from './explorer.ts';
import { groupCommands } from './group.ts';
import { noteCommands } from './notes.ts';
import { previewCommands } from './preview.ts';
import { reportCommands } from './report.ts';
import { retentionCommands } from './retention.ts';
import { type SettingsApi, settingsCommands } from './settings.ts';
import { supportCommands } from './support.ts';
import { testCaptureCommands } from './test-capture.ts';
import { uploadCommands } from './uploads.ts';

/** What screens and the command line may ask: of the exporter, and of the program around it. */
export type WholeApi = Api & SettingsApi;
export type Command = keyof WholeApi;
export const commands = [
  'captureNow',
  'capturePulse',
  'captureRange',
  'startSchedule',
  'stopSchedule',
  'setMetadata',
  'takeOutOfService',
  'returnToService',
  'setFault',
  'listCaptures',
  'getCapture',
  ...groupCommands,
  ...alarmCommands,
  ...uploadCommands,
  ...reportCommands,
  ...captureSearchCommands,
  ...deviceStatsCommands,
  ...deviceValuesCommands,
  ...browseCommands,
  ...noteCommands,
  ...supportCommands,
  ...previewCommands,
  ...retentionCommands,
  ...explorerCommands,
  ...testCaptureCommands,
  ...settingsCommands,
] as const satisfies readonly Command[];
