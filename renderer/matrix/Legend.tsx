import { OutcomeMark } from '../marks/OutcomeMark.tsx';
import { families, looks } from '../marks/outcomes.ts';

export function Legend() {
  return (
    <div className="legend">
      {families.map(({ family, title, codes }) => (
        <span key={family} className="family">
          <span className="caption wide">{title}</span>
          {codes.map((code) => (
            <span key={code} className="nowrap" title={`${looks[code].says} ${looks[code].todo}`.trim()}>
              <OutcomeMark code={code} /> {code}
            </span>
          ))}
        </span>
      ))}
    </div>
  );
}
