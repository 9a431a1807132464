import type { LoadedSettings } from '../settings/load-settings.ts';
import type { CliArguments } from './arguments.ts';
import { counted } from './counted.ts';

/** What runs, from where to where, and how to end it. */
export function headerLines({ settings, dataFolder, file }: LoadedSettings, { task }: CliArguments): string[] {
  const from = settings.sources.simulation === undefined ? sourcesText(settings.sources) : 'a simulated facility in this process';
  return [
    `Facility Data Exporter "${settings.name}": ${countsText(settings)}, from ${from}.`,
    `Settings: ${file ?? 'the simulated facility (connect your own: README, "Connect to your facility")'}`,
    `Files go to ${dataFolder}`,
    `${taskText(task, settings.schedule)} Times are UTC. Ctrl-C ends it in good order.`,
    '',
  ];
}

export function countsText({ devices }: LoadedSettings['settings']): string {
  const channels = devices.reduce((sum, device) => sum + device.channels.length, 0);
  return `${counted(devices.length, 'device')}, ${counted(channels, 'channel')}`;
}

export function sourcesText({ kafka, archiver }: LoadedSettings['settings']['sources']): string {
  const parts = [kafka && `Kafka at ${kafka.brokers.join(', ')}`, archiver && `the Archiver at ${archiver.retrievalUrl}`];
  return parts.filter((part) => part !== undefined).join(' and ');
}

function taskText(task: CliArguments['task'], schedule: LoadedSettings['settings']['schedule']): string {
  if (task.kind === 'pulse') return `To be captured: pulse ${task.pulseId}.`;
  if (task.kind === 'range') return 'To be captured: all pulses of the range.';
  if (schedule.kind === 'manual') return 'Waiting for commands on standard input.';
  const rate = schedule.kind === 'seconds' ? `A pulse is captured every ${schedule.every} s` : rateText(schedule.every);
  return schedule.count === undefined ? `${rate}.` : `${rate}, ${schedule.count} in all.`;
}

function rateText(every: number): string {
  return every === 1 ? 'Every pulse is captured' : `One pulse of every ${every} is captured`;
}
