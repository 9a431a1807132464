import { dataRoutes } from '../../../core/contract/data.ts';
import type { PulsePreview } from '../../../core/contract/preview.ts';
import { createOpenedFiles } from '../../../core/explorer/opened-files.ts';
import { createFileReader } from '../../../core/hdf5/reader.ts';
import { openJournal } from '../../../core/journal/open-journal.ts';
import { sourceWorkers } from '../../../core/open-exporter.ts';
import { createPreviews } from '../../../core/preview/previews.ts';
import { type Pulse, toFacts } from '../../../core/pulses/pulse.ts';
import { median, ms, percentile } from '../numbers.ts';
import type { Section } from '../sections.ts';
import { goal, table } from '../table.ts';
import { inBrowser } from './browser.ts';
import { pulseNumber, writePulses } from './files.ts';

/** As the contact sheet asks: so many at a time, so large. */
const atOnce = 4;
const thumbnail = { width: 240, height: 180 };
const cameras = 20;
/** As a person steps through them. */
const pagesSeen = 10;
const never = new AbortController().signal;

type Shown = { firstMs: number; allMs: number };

export const preview: Section = async (stage, { captures }) => {
  const steps = captures < 50 ? 6 : 30;
  const [sheetFolder, largeFolder] = [await stage.newFolder(), await stage.newFolder()];
  const pulses = Array.from({ length: steps }, (_, at) => pulseNumber(at));
  await writePulses(sheetFolder, pulses, { cameras, rows: 1200, columns: 1700 });
  const large = await writePulses(largeFolder, [pulseNumber(0)], { cameras: 20, rows: 2048, columns: 2448 });
  const sheets = await look(sheetFolder, async (bench) => {
    const residentMb: number[] = [];
    const cold = await sheetOf(bench, pulses[0]);
    const all: Shown[] = [];
    const pages: number[] = [];
    for (const pulse of pulses.slice(1)) {
      all.push(await sheetOf(bench, pulse));
      pages.push(await pageOf(bench, pulse));
      residentMb.push(process.memoryUsage().rss / 1e6);
    }
    return { cold, all, pages, residentMb };
  });
  const seen = await look(sheetFolder, (bench) => inBrowser(bench, pulses.slice(0, pagesSeen), { cameras, channel: 'CAM-0' }));
  const firstImage = await look(largeFolder, (bench) => pageOf(bench, pulseNumber(0)));
  const later = seen.sheets.slice(1);
  const settled = sheets.residentMb.slice(Math.floor(sheets.residentMb.length / 3));
  const rows = [
    ['contact sheet, first ever', ms(sheets.cold.firstMs), ms(sheets.cold.allMs)],
    ['contact sheet, next pulses', ms(median(sheets.all.map(({ firstMs }) => firstMs))), ms(median(sheets.all.map(({ allMs }) => allMs)))],
    ['one image large, next pulses', ms(median(sheets.pages)), ms(percentile(sheets.pages, 99))],
    ['in Chromium: contact sheet, first ever', ms(seen.sheets[0]?.firstMs ?? Number.NaN), ms(seen.sheets[0]?.allMs ?? Number.NaN)],
    [
      'in Chromium: contact sheet, next pulses',
      ms(median(later.map(({ firstMs }) => firstMs))),
      ms(median(later.map(({ allMs }) => allMs))),
    ],
    ['in Chromium: one image large, next pulses', ms(median(seen.pages.slice(1))), ms(percentile(seen.pages.slice(1), 99))],
    [`first image of a file of ${ms(large / 1e6)} MB`, ms(firstImage), ''],
  ];
  return [
    `### Previews: ${cameras} cameras of 2 MP, 30 curves, 100 numbers; ${steps} pulses as the exporter answers them, ${seen.sheets.length} as a person sees them, from the click until it is drawn`,
    table(['', 'first, or p50 ms', 'all, or p99 ms'], rows),
    goal('first thumbnail drawn, p50 of the next pulses, ms', median(later.map(({ firstMs }) => firstMs)), 500),
    goal('all thumbnails drawn, the first sheet ever, ms', seen.sheets[0]?.allMs ?? Number.NaN, 2000),
    goal('page step with one image drawn, p99 ms', percentile(seen.pages.slice(1), 99), 300),
    goal('first image of a 200 MB file, ms', firstImage, 1000),
    goal('memory that the last two thirds of the sheets add, MB', (settled.at(-1) ?? Number.NaN) - (settled[0] ?? Number.NaN), 50),
  ].join('\n');
};

type Bench = ReturnType<typeof createPreviews>;

async function look<T>(dataFolder: string, work: (bench: Bench) => Promise<T>): Promise<T> {
  const reader = createFileReader({ workerUrl: sourceWorkers.hdf5 });
  const journal = openJournal({ file: ':memory:' });
  const places = { dataFolder, folders: [], opened: createOpenedFiles() };
  try {
    return await work(createPreviews({ journal, reader, places, devices: () => [], signal: never }));
  } finally {
    await Promise.all([reader.close(), journal.close()]);
  }
}

async function sheetOf({ commands, bytes }: Bench, pulse: Pulse | undefined): Promise<Shown> {
  const began = performance.now();
  const shown = await commands.previewPulse(toFacts(pulse ?? pulseNumber(0)));
  const asked = [...addresses(shown)];
  let firstMs = Number.NaN;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let address = asked.shift(); address !== undefined; address = asked.shift()) {
        await bytes(address, never);
        firstMs = Number.isNaN(firstMs) ? performance.now() - began : firstMs;
      }
    }),
  );
  return { firstMs, allMs: performance.now() - began };
}

function addresses({ channels, files: [file] }: PulsePreview): string[] {
  const images = channels
    .filter(({ kind }) => kind === 'image')
    .map(({ channel, file: of }) => addressOf(dataRoutes.thumbnail, { file: of, channel, ...thumbnail }));
  return [...images, addressOf(dataRoutes.traces, { file: file?.file ?? '', stretches: 120 })];
}

async function pageOf({ commands, bytes }: Bench, pulse: Pulse): Promise<number> {
  const began = performance.now();
  const { channels } = await commands.previewPulse(toFacts(pulse));
  const image = channels.find(({ kind }) => kind === 'image');
  await bytes(addressOf(dataRoutes.slice, { file: image?.file ?? '', dataset: `/${image?.channel}/data` }), never);
  return performance.now() - began;
}

function addressOf(route: string, query: Readonly<Record<string, string | number>>): string {
  return `${route}?${new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]))}`;
}
