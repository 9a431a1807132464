import { type CellCode, looks } from '../marks/outcomes.ts';

export type Palette = {
  ofCode: Readonly<Record<CellCode, string>>;
  capturedAlt: string;
  surface: string;
  select: string;
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  font: string;
};

/** The theme's colours, for the canvas cannot name them. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  const { captured, skipped, waiting, late, stale, missing, unreachable, undecodable, refused, lost } = looks;
  return {
    ofCode: {
      ...{ captured: of(captured.colour), skipped: of(skipped.colour), waiting: of(waiting.colour), late: of(late.colour) },
      ...{ stale: of(stale.colour), missing: of(missing.colour), unreachable: of(unreachable.colour), lost: of(lost.colour) },
      ...{ undecodable: of(undecodable.colour), 'wrong-type': of(looks['wrong-type'].colour), refused: of(refused.colour) },
    },
    capturedAlt: of('--captured-alt'),
    surface: of('--surface'),
    select: of('--select'),
    ink: of('--ink'),
    ink2: of('--ink-2'),
    ink3: of('--ink-3'),
    line: of('--line-strong'),
    font: of('--font'),
  };
}
