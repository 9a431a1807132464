import { Button } from '@blueprintjs/core';
import { useRef } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import { readJsonFile } from './file.ts';

type FileButtonProps = {
  label: string;
  primary?: boolean;
  disabled?: boolean;
  onSettings(settings: unknown, name: string): void;
  onTrouble(sentence: string): void;
};

export function FileButton({ label, primary = false, disabled = false, onSettings, onTrouble }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);

  async function take(file: File): Promise<void> {
    try {
      onSettings(await readJsonFile(file), file.name);
    } catch (error) {
      onTrouble(messageOf(error));
    }
  }

  return (
    <>
      <Button intent={primary ? 'primary' : 'none'} disabled={disabled} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={label}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ''; // the same one may be chosen again
          if (file !== undefined) void take(file);
        }}
      />
    </>
  );
}
