import { useEffect } from 'react';
import { go } from '../route/route.ts';
import type { ScreenProps } from '../route/screen-props.ts';
import { useLastPulse } from './last-pulse.ts';
import { PulseScreen } from './PulseScreen.tsx';
import { TrendsScreen } from './TrendsScreen.tsx';
import { openOf, parsePreview } from './view.ts';
import './preview.css';
import './tiles.css';
import './scalars.css';
import './details.css';

export function PreviewScreen({ open }: ScreenProps) {
  const route = parsePreview(open);
  const back = useLastPulse((store) => store.route);
  useEffect(() => {
    const shown = parsePreview(open);
    if (shown.kind !== 'trends') useLastPulse.setState({ route: shown });
  }, [open]);
  if (route.kind === 'trends') return <TrendsScreen channel={route.channel} onBack={() => go('preview', openOf(back))} />;
  return <PulseScreen route={route} />;
}
