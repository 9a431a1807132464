import { counted } from '../contract/words.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';
import type { OwnSettings, Setup } from '../settings/schema.ts';
import type { CliArguments } from './arguments.ts';

/** What runs, from where to where, where it is seen, and how to end it. */
export function headerLines({ settings, setup, dataFolder, file }: LoadedSettings, { task }: CliArguments, screens?: string): string[] {
  const role = roleText(settings);
  return [
    `Facility Data Exporter "${settings.name}": ${role === null ? '' : `${role}; `}${setupText(setup)}.`,
    `Settings: ${file ?? 'the simulated facility (connect your own: README, "Connect to your facility")'}`,
    `Files go to ${dataFolder}${gatewayText(setup, file)}`,
    ...(screens === undefined ? [] : [screens]),
    `${taskText(task, setup?.schedule ?? null)} Times are UTC. Ctrl-C ends it in good order.`,
    '',
  ];
}

/** What this exporter is in its group; null outside of one. */
export function roleText({ group }: OwnSettings): string | null {
  switch (group?.role) {
    case 'leader':
      return `leads; ${group.keys === undefined ? 'any exporter on this machine' : group.followers.length} may follow`;
    case 'follower':
      return `follows ${group.leaders.map(({ name, announce }) => `${name} at ${announce}`).join(' or ')}`;
    default:
      return null;
  }
}

/** null: a follower's own file says nothing of it. */
function setupText(setup: Setup | null): string {
  if (setup === null) return fromLeader;
  const { sources } = setup;
  const from = sources.simulation === undefined ? sourcesText(sources) : 'a simulated facility in this process';
  return `${countsText(setup)}, from ${from}`;
}

/** Empty where files stay. */
function gatewayText(setup: Setup | null, file: string | null): string {
  if (setup?.gateway === undefined) return '';
  return ` and from there to ${file === null ? 'a simulated Operations Gateway' : 'the Operations Gateway'} at ${setup.gateway.url}`;
}

export const fromLeader = 'devices and sources come from the leader';

export function countsText({ devices }: Pick<Setup, 'devices'>): string {
  const channels = devices.reduce((sum, device) => sum + device.channels.length, 0);
  return `${counted(devices.length, 'device')}, ${counted(channels, 'channel')}`;
}

export function sourcesText({ kafka, archiver }: Setup['sources']): string {
  const parts = [kafka && `Kafka at ${kafka.brokers.join(', ')}`, archiver && `the Archiver at ${archiver.retrievalUrl}`];
  return parts.filter((part) => part !== undefined).join(' and ');
}

function taskText(task: CliArguments['task'], schedule: Setup['schedule'] | null): string {
  if (task.kind === 'pulse') return `To be captured: pulse ${task.pulseId}.`;
  if (task.kind === 'range') return 'To be captured: all pulses of the range.';
  if (schedule === null) return 'Pulses are captured as the leader announces them.';
  if (schedule.kind === 'manual') return 'Waiting for commands on standard input.';
  const rate = schedule.kind === 'seconds' ? `A pulse is captured every ${schedule.every} s` : rateText(schedule.every);
  return schedule.count === undefined ? `${rate}.` : `${rate}, ${schedule.count} in all.`;
}

function rateText(every: number): string {
  return every === 1 ? 'Every pulse is captured' : `One pulse of every ${every} is captured`;
}
