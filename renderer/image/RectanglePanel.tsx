import { Button } from '@blueprintjs/core';
import type { Axes } from './axes.ts';
import { figureRows } from './figure-rows.ts';
import type { Size } from './geometry.ts';
import { NumberField } from './NumberField.tsx';
import type { Rectangle, RectangleFigures } from './rectangle.ts';
import { typed } from './rectangle-change.ts';

type PanelProps = {
  size: Size;
  rectangle: Rectangle | null;
  figures: RectangleFigures | null;
  /** null: there is no reference. */
  before: RectangleFigures | null;
  units: string;
  axes: Axes;
  onChange(rectangle: Rectangle | null): void;
};

const fields = { x: 'x', y: 'y', width: 'width', height: 'height' } as const;

/** Without a rectangle the figures are those of the whole image. */
export function RectanglePanel({ size, rectangle, figures, before, units, axes, onChange }: PanelProps) {
  const shown = rectangle ?? { x: 0, y: 0, width: size.columns, height: size.rows };
  return (
    <section aria-label="Rectangle">
      <h3>
        {rectangle === null ? 'Whole image' : 'Rectangle'}{' '}
        <span className="soft">
          {rectangle === null ? 'drag with Shift' : `x ${shown.x} to ${shown.x + shown.width}, y ${shown.y} to ${shown.y + shown.height}`}
        </span>
        <span className="grow" />
        {rectangle === null ? (
          <Button size="small" text="In the middle" onClick={() => onChange(middle(size))} />
        ) : (
          <Button size="small" text="Remove" onClick={() => onChange(null)} />
        )}
      </h3>
      <div className="image-fields">
        {(['x', 'y', 'width', 'height'] as const).map((name) => (
          <NumberField
            key={name}
            label={fields[name]}
            isShown
            value={shown[name]}
            onGiven={(value) => onChange(typed(shown, { [name]: value }, size))}
          />
        ))}
      </div>
      <table className="image-figures">
        <thead>
          <tr>
            <th scope="col">
              <span className="spoken">figure</span>
            </th>
            <th scope="col">pulse</th>
            {before !== null && <th scope="col">reference</th>}
            {before !== null && <th scope="col">change</th>}
          </tr>
        </thead>
        <tbody>
          {figures !== null &&
            figureRows(figures, before, units, axes).map(({ name, units: its, now, before: then, change }) => (
              <tr key={name}>
                <th scope="row">
                  {name}
                  {its !== '' && <span className="unit">, {its}</span>}
                </th>
                <td className="strong">{now}</td>
                {before !== null && <td className="soft">{then}</td>}
                {before !== null && <td>{change ?? ''}</td>}
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

/** A third of the image, each way. */
function middle({ rows, columns }: Size): Rectangle {
  return typed({ x: columns / 3, y: rows / 3, width: columns / 3, height: rows / 3 }, {}, { rows, columns });
}
