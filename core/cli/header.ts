import type { LoadedSettings } from '../settings/load-settings.ts';
import type { CliArguments } from './arguments.ts';

/** What runs, from where to where, and how to end it. */
export function headerLines({ settings, dataFolder, file }: LoadedSettings, { task }: CliArguments): string[] {
  const channels = settings.devices.reduce((sum, device) => sum + device.channels.length, 0);
  const from = settings.sources.simulation === undefined ? sourcesText(settings.sources) : 'a simulated facility in this process';
  return [
    `Facility Data Exporter "${settings.name}": ${settings.devices.length} devices, ${channels} channels, from ${from}.`,
    `Settings: ${file ?? 'the simulated facility (connect your own: README, "Connect to your facility")'}`,
    `Files go to ${dataFolder}`,
    `${taskText(task, settings.schedule)} Ctrl-C ends it in good order.`,
    '',
  ];
}

function sourcesText({ kafka, archiver }: LoadedSettings['settings']['sources']): string {
  const parts = [kafka && `Kafka at ${kafka.brokers.join(', ')}`, archiver && `the Archiver at ${archiver.retrievalUrl}`];
  return parts.filter((part) => part !== undefined).join(' and ');
}

function taskText(task: CliArguments['task'], own: LoadedSettings['settings']['schedule']): string {
  if (task.kind === 'pulse') return `Pulse ${task.pulseId} is captured.`;
  if (task.kind === 'range') return 'All pulses of a range are captured.';
  const schedule = task.schedule !== null && !(task.schedule.kind === 'seconds' && task.schedule.every === 0) ? task.schedule : own;
  if (schedule.kind === 'manual') return 'The next pulses are captured.';
  return schedule.kind === 'seconds' ? `A pulse is captured every ${schedule.every} s.` : `Every ${schedule.every}. pulse is captured.`;
}
