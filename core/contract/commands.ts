import { alarmCommands } from './alarms.ts';
import type { Api } from './api.ts';
import { deviceStatsCommands } from './device-stats.ts';
import { reportCommands } from './report.ts';
import { type SettingsApi, settingsCommands } from './settings.ts';
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
  'becomeLeader',
  'leaveGroup',
  'joinGroup',
  'pin',
  'unpin',
  'previewPlan',
  'applyPlan',
  ...alarmCommands,
  ...uploadCommands,
  ...reportCommands,
  ...deviceStatsCommands,
  ...settingsCommands,
] as const satisfies readonly Command[];
