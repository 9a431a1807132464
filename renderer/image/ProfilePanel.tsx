import { Segments } from '../parts/Segments.tsx';
import type { Axes } from './axes.ts';
import { figureWords } from './figure-rows.ts';
import type { Size } from './geometry.ts';
import { changeImages, useImageSettings } from './image-store.ts';
import { NumberField } from './NumberField.tsx';
import { type Line, type Profile, type ProfileFigures, profileFigures } from './profile.ts';

type PanelProps = {
  profiles: readonly Profile[];
  line: Line | null;
  isRectangle: boolean;
  axes: Axes;
  size: Size;
  onLine(line: Line | null): void;
};

const widest = 999;
const kinds = { centre: 'Through centre', line: 'Along a line' } as const;

export function ProfilePanel({ profiles, line, isRectangle, axes, size, onLine }: PanelProps) {
  const width = useImageSettings(({ profileWidth }) => profileWidth);
  const names = line === null ? ['Along x', 'Along y'] : ['Along the line'];
  const every = axes.x.units === 'px' ? axes.x : { size: 1, units: 'px' };
  return (
    <section aria-label="Profile">
      <h3>
        Profile <span className="soft">{line === null ? `centre of the ${isRectangle ? 'rectangle' : 'image'}` : 'drag its ends'}</span>
      </h3>
      <div className="image-fields">
        <Segments
          label="Where"
          options={kinds}
          value={line === null ? 'centre' : 'line'}
          onChange={(kind) => onLine(kind === 'line' ? across(size) : null)}
        />
        <NumberField
          label="px wide"
          isShown
          value={width}
          onGiven={(value) => changeImages({ profileWidth: Math.max(1, Math.min(widest, Math.round(value))) })}
        />
      </div>
      <table className="image-figures">
        <thead>
          <tr>
            <th scope="col">
              <span className="spoken">profile</span>
            </th>
            <th scope="col">centre</th>
            <th scope="col">FWHM</th>
            <th scope="col">1/e²</th>
          </tr>
        </thead>
        <tbody>
          {profiles.map((profile, at) => (
            <Row
              key={names[at]}
              name={names[at] ?? ''}
              figures={profileFigures(profile)}
              axis={line !== null ? every : at === 0 ? axes.x : axes.y}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ name, figures, axis }: { name: string; figures: ProfileFigures; axis: Axes['x'] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {([figures.centre, figures.fwhm, figures.e2] as const).map((value, at) => (
        <td key={['centre', 'fwhm', 'e2'][at]}>
          {figureWords(value === null ? null : Number((value * axis.size).toPrecision(4)))}{' '}
          {value !== null && <span className="unit">{axis.units}</span>}
        </td>
      ))}
    </tr>
  );
}

function across({ rows, columns }: Size): Line {
  return { from: { x: columns / 4, y: (3 * rows) / 4 }, to: { x: (3 * columns) / 4, y: rows / 4 } };
}
