import { publishedFor } from './group/exporters.ts';
import { quickGroup, wholeGroup } from './group/extent.ts';
import { groupParts } from './group/group.ts';
import { machineFacts } from './machine.ts';
import { preview } from './preview/section.ts';
import { capture, channels, compression, type Extent, now, type Section, sustained } from './sections.ts';
import { setStage } from './stage.ts';
import { ui } from './ui/section.ts';
import { upload } from './upload/section.ts';

/** `npm run bench -- [quick|capture|channels|compression|now|sustained|upload|ui|preview|group]`: all of them where nothing is said, in about ten minutes, half of them for the group. */
const sections: Record<string, Section> = { capture, channels, compression, now, sustained, upload, ui, preview, ...groupParts };
const whole: Extent = { warmUp: 3, captures: 50, few: 15, group: wholeGroup };
const quick: Extent = { warmUp: 2, captures: 10, few: 5, group: quickGroup };

const words = process.argv.slice(2).flatMap((word) => (word === 'group' ? Object.keys(groupParts) : [word]));
const unknown = words.filter((word) => word !== 'quick' && sections[word] === undefined);
if (unknown.length > 0) {
  console.error(`There is no part of the bench called ${unknown.join(', ')}. There are quick, group, ${Object.keys(sections).join(', ')}.`);
  process.exitCode = 2;
} else {
  // kafkajs 2.2.4 sets negative timeouts in the publishers, of which Node 24 warns; nothing follows from it here.
  process.env['NODE_OPTIONS'] = '--disable-warning=TimeoutNegativeWarning';
  const extent = words.includes('quick') ? quick : whole;
  const chosen = words.filter((word) => word !== 'quick');
  console.log(
    `${machineFacts()}.\nThe first ${extent.warmUp} captures of each exporter warm it up and are not counted. The broker runs on the same cores.\n`,
  );
  const forGroup = publishedFor(extent.group);
  const onlyGroup = chosen.length > 0 && chosen.every((name) => groupParts[name] !== undefined);
  const most = onlyGroup ? forGroup : Math.max(extent.warmUp + extent.captures, forGroup);
  const stage = await setStage({ standard: most, small: extent.warmUp + extent.few }, (line) => console.log(`${line}\n`));
  try {
    for (const [name, section] of Object.entries(sections))
      if (chosen.length === 0 || chosen.includes(name)) await tell(name, section(stage, extent));
  } finally {
    await stage.stop();
  }
}

/** What went wrong in one part does not cost the others. */
async function tell(name: string, measured: Promise<string>): Promise<void> {
  try {
    console.log(`${await measured}\n`);
  } catch (error) {
    console.error(`The part ${name} could not be measured: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
