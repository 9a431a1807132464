import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../renderer/look/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('[data-theme="dark"]');
const surfaces = ['--bg', '--surface', '--raised'];
const texts = ['--ink', '--ink-2', '--ink-3', '--time-ink', '--source-ink', '--form-ink', '--exporter-ink', '--focus'];
const marks = ['--time', '--source', '--form', '--exporter', '--line-strong', '--waiting'];

for (const [theme, block] of [
  ['light', light],
  ['dark', dark],
] as const) {
  const colours = new Map([...block.matchAll(/(--[\w-]+):\s*#([0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [name, hex]));

  test(`in the ${theme} theme every text can be read on every surface`, () => {
    expect(below(4.5, texts, colours)).toEqual([]);
  });

  test(`in the ${theme} theme borders of fields and abnormal marks stand out from panels`, () => {
    expect(below(3, marks, colours, ['--surface', '--raised'])).toEqual([]);
  });
}

function below(least: number, names: readonly string[], colours: ReadonlyMap<string, string>, on = surfaces): string[] {
  return names.flatMap((name) =>
    on.flatMap((surface) => {
      const ratio = contrast(colours.get(name) ?? '', colours.get(surface) ?? '');
      return ratio >= least ? [] : [`${name} on ${surface}: ${ratio.toFixed(2)}`];
    }),
  );
}

/** WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
