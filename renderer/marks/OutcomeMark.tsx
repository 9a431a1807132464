import { type CellCode, looks } from './outcomes.ts';
import { type Shape, shapes } from './shapes.ts';

/** Its word stands beside it. */
export function OutcomeMark({ code }: { code: CellCode }) {
  const colour = `var(${looks[code].colour})`;
  return (
    <svg className="mark" viewBox="-.5 -.5 13 13" aria-hidden>
      {shapes[code].map((shape) => (
        <path key={shape.path} d={shape.path} {...drawnIn(colour, shape)} />
      ))}
    </svg>
  );
}

export function OutcomeWord({ code }: { code: CellCode }) {
  return (
    <span className={`nowrap of-${looks[code].family}`}>
      <OutcomeMark code={code} /> {code}
    </span>
  );
}

function drawnIn(colour: string, { line }: Shape) {
  return line === null ? { fill: colour } : { fill: 'none', stroke: colour, strokeWidth: line };
}
