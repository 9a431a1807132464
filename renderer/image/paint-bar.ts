import { ticksOf } from '../curve/ticks.ts';
import { numberWords } from '../curve/words.ts';
import { colourTable } from './colour-maps.ts';
import type { Area } from './geometry.ts';
import { spaced, tickCount } from './paint-axes.ts';
import type { Scene } from './scene.ts';
import { logLow, placeIn } from './value-scale.ts';

/** Colours and their numbers. A number that would lie on one of the ends is left out. */
export function paintBar(to: CanvasRenderingContext2D, area: Area, { bar, ink, layout }: Scene): void {
  const { range, scale, map, isInverted, units } = bar;
  const table = colourTable(map, isInverted);
  for (let y = 0; y < area.height; y++) {
    const step = Math.round(255 * (1 - y / Math.max(1, area.height - 1)));
    to.fillStyle = `rgb(${table.subarray(step * 3, step * 3 + 3).join(' ')})`;
    to.fillRect(area.x, area.y + y, area.width, 1.5);
  }
  const low = (scale === 'log' ? logLow(range) : null) ?? range.low;
  const place = placeIn(range, scale);
  const ticks = ticksOf({ from: low, to: range.high }, scale === 'log' ? 'log' : 'linear', tickCount(area.height, 44));
  to.font = `11px ${ink.font}`;
  to.fillStyle = ink.text;
  to.textAlign = 'left';
  to.textBaseline = 'middle';
  const write = (words: string, at: number) => {
    const y = area.y + (1 - at) * area.height;
    to.fillRect(area.x + area.width, Math.round(y), 3, 1);
    to.fillText(words, area.x + area.width + 6, Math.max(area.y + 5, Math.min(area.y + area.height - 5, y)));
  };
  const room = 15 / Math.max(1, area.height);
  for (const { value, label } of ticks) {
    const at = place(value);
    if (at > room && at < 1 - room) write(spaced(label), at);
  }
  write(spaced(numberWords(low, 4)), 0);
  write(spaced(numberWords(range.high, 4)), 1);
  to.fillText(units, area.x, area.y + area.height + (layout.right > 0 ? 14 : 28)); // beside the image's own axis it would lie on "px"
}
