import { useEffect, useState } from 'react';
import type { Theme } from './themes.ts';

export type { Theme };

const key = 'theme';

/** As the system has it, until a person has chosen. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(first);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [
    theme,
    (chosen) => {
      localStorage.setItem(key, chosen);
      setTheme(chosen);
    },
  ];
}

function first(): Theme {
  const kept = localStorage.getItem(key);
  if (kept === 'light' || kept === 'dark') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
