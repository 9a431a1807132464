import type { DayReport } from '../../core/contract/report.ts';

/** report-2026-11-22-0800-laser-1.html: sorts by time in a logbook's folder. */
export function reportFileName({ from, exporter }: Pick<DayReport, 'from' | 'exporter'>, ending: 'html' | 'json'): string {
  const name = exporter.replace(/[^\w.-]/g, '_');
  return `report-${from.slice(0, 10)}-${from.slice(11, 13)}${from.slice(14, 16)}-${name}.${ending}`;
}

/** A page that needs nothing beside it: `body` is what the screen shows of the report, `styles` what it shows it with. */
export function htmlFile(title: string, body: string, styles: readonly string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>`,
    `<style>${styles.join('\n')}</style></head>`,
    `<body class="report-file">${body}</body></html>`,
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
