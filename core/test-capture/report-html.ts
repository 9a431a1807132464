import {
  isSilent,
  type Spread,
  type SuggestedField,
  type Suggestion,
  type TestChannel,
  type TestReport,
} from '../contract/test-capture.ts';
import { counted } from '../contract/words.ts';

/** A page that needs nothing else: for a logbook, a colleague, or a printer. */
export function reportHtml(report: TestReport): string {
  const { testId, startedAt, endedAt, step, request, pulses, captured, found, notes, failure } = report;
  const suggested = found.flatMap(({ suggestions }) => suggestions);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Test capture ${escaped(testId)}</title>
<style>${style}</style>
</head>
<body>
<h1>Test capture ${escaped(startedAt.slice(0, 19).replace('T', ' '))} UTC</h1>
<p>${escaped(
    `${step}; ${counted(found.length, 'channel')} over ${counted(pulses, 'pulse')} ${request.pulses.kind === 'laser' ? 'of the laser' : `made by hand every ${request.pulses.everyMs} ms`}, ${captured} captured whole; by ${request.by}${endedAt === null ? '' : `, ended ${endedAt.slice(11, 19)} UTC`}.`,
  )}</p>
${failure === null ? '' : `<p class="bad">${escaped(failure.message)}</p>`}
${notes.map((note) => `<p>${escaped(note)}</p>`).join('\n')}
<h2>Suggested settings</h2>
${suggested.length === 0 ? '<p>None: what is set fits what came, or too little came to tell.</p>' : suggestionTable(suggested)}
<h2>Channels</h2>
<div class="wide"><table>
<thead><tr>${columns.map(({ title }) => `<th>${title}</th>`).join('')}</tr></thead>
<tbody>
${found.map((channel) => `<tr>${columns.map(({ cell }) => `<td>${cell(channel)}</td>`).join('')}</tr>`).join('\n')}
</tbody>
</table></div>
</body>
</html>
`;
}

/** EPICS has two words for none. */
const noAlarms: readonly string[] = ['NONE', 'NO_ALARM'];

const columns: readonly { title: string; cell(channel: TestChannel): string }[] = [
  {
    title: 'Channel',
    cell: ({ channel, source }) => `${escaped(channel)}<br><small>${escaped(source.kind === 'kafka' ? source.topic : source.pv)}</small>`,
  },
  { title: 'Samples', cell: (channel) => (isSilent(channel) ? '<b>nothing came</b>' : String(channel.samples)) },
  { title: 'Rate', cell: ({ rate }) => (rate === null ? '' : `${rate.toPrecision(3)} Hz`) },
  {
    title: 'Type',
    cell: ({ types, units }) =>
      types.map(({ kind, dtype, shape }) => escaped([kind, dtype, shape.join(' × ')].filter(Boolean).join(' '))).join('<br>') +
      (units === null ? '' : `<br><small>${escaped(units)}</small>`),
  },
  { title: 'Bytes', cell: ({ bytes }) => (bytes === null ? '' : `${bytes.p50}`) },
  { title: 'Latency p50 / p95 / max, ms', cell: ({ latency }) => spread(latency) },
  {
    title: 'Offset from the pulse p50 / p95 / max, ms',
    cell: ({ offset }) =>
      spread(offset) + (offset?.driftMsPerHour == null ? '' : `<br><small>drift ${offset.driftMsPerHour.toFixed(1)} ms an hour</small>`),
  },
  { title: 'Pulse IDs with / matched', cell: ({ pulseIds, samples }) => (samples === 0 ? '' : `${pulseIds.with} / ${pulseIds.matched}`) },
  {
    title: 'Gaps',
    cell: ({ gaps }) => (gaps.pulses === 0 ? '0' : `<b>${gaps.pulses}</b><br><small>${escaped(gaps.first.join(', '))}</small>`),
  },
  { title: 'Duplicates', cell: ({ duplicates }) => String(duplicates) },
  {
    title: 'Alarms',
    cell: ({ alarms }) =>
      escaped(
        Object.entries(alarms)
          .filter(([name]) => !noAlarms.includes(name))
          .map(([name, count]) => `${name} ${count}`)
          .join(', '),
      ),
  },
  {
    title: 'Captured',
    cell: ({ captured }) =>
      captured === null
        ? ''
        : `${captured.captured} of ${captured.of}${captured.sentence === null ? '' : `<br><small>${escaped(captured.sentence)}</small>`}`,
  },
  {
    title: 'Trouble',
    cell: ({ decodeErrors, gateway }) =>
      [decodeErrors.sentence === null ? null : `${decodeErrors.count}: ${decodeErrors.sentence}`, gateway]
        .flatMap((each) => (each === null ? [] : [escaped(each)]))
        .join('<br>'),
  },
];

function suggestionTable(suggestions: readonly Suggestion[]): string {
  const rows = suggestions.map(
    ({ channel, field, now, value, reason }) =>
      `<tr><td>${escaped(channel)}</td><td>${fieldTitles[field]}</td><td>${escaped(shown(now))}</td><td><b>${escaped(shown(value))}</b></td><td>${escaped(reason)}</td></tr>`,
  );
  return `<table><thead><tr><th>Channel</th><th>Setting</th><th>Now</th><th>Suggested</th><th>Why</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

const fieldTitles: Readonly<Record<SuggestedField, string>> = {
  ...{ match: 'Match policy', settleMs: 'Settle time, ms', clockOffsetMs: 'Clock offset, ms', type: 'Type' },
  dimensionOrder: 'Dimension order',
};

function shown(value: Suggestion['now']): string {
  if (value === null) return 'not set';
  if (typeof value !== 'object') return String(value);
  const { kind, toleranceMs, maxAgeMs } = value;
  if (toleranceMs !== undefined) return `${kind}, ± ${toleranceMs} ms`;
  return maxAgeMs === undefined ? kind : `${kind}, at most ${maxAgeMs} ms old`;
}

/** The figures with their histogram below. */
function spread(found: Spread | null): string {
  if (found === null) return '';
  const { p50, p95, max, histogram } = found;
  const highest = Math.max(...histogram.counts, 1);
  const bars = histogram.counts.map(
    (count, at) => `<rect x="${at * 5}" y="${24 - (24 * count) / highest}" width="4" height="${(24 * count) / highest}"/>`,
  );
  const words = [p50, p95, max].map((each) => each.toFixed(1)).join(' / ');
  return `${words}<br><svg width="${histogram.counts.length * 5}" height="24" role="img" aria-label="Histogram">${bars.join('')}</svg><br><small>from ${histogram.fromMs.toFixed(1)}, ${Number(histogram.stepMs.toPrecision(2))} each</small>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `
:root { color-scheme: light dark; }
body { font: 14px/1.4 system-ui, sans-serif; margin: 24px; }
table { border-collapse: collapse; margin-bottom: 24px; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 4px 8px; text-align: left; vertical-align: top; }
td { font-variant-numeric: tabular-nums; }
small { opacity: .75; }
svg rect { fill: currentColor; opacity: .7; }
.bad { font-weight: bold; }
.wide { overflow-x: auto; }
@media print {
  :root { color-scheme: light; }
  @page { size: A4 landscape; margin: 10mm; }
  body { margin: 0; font-size: 8px; }
  th, td { padding: 2px 4px; overflow-wrap: anywhere; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .wide { overflow: visible; }
}
`;
