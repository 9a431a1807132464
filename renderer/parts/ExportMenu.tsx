import { Button, Menu, MenuItem, Popover } from '@blueprintjs/core';

/** `save`: null where there is nothing of that kind now. */
export type ExportItem = { text: string; save: (() => void) | null };

/** `of`: what is saved, where several stand on a screen. `cannot`: why nothing can be saved now. */
type MenuProps = { of?: string; items: readonly ExportItem[]; isBusy: boolean; cannot?: string | undefined };

/** All that can be saved of a picture. */
export function ExportMenu({ of, items, isBusy, cannot }: MenuProps) {
  return (
    <Popover
      placement="bottom-end"
      minimal
      content={
        <Menu aria-label="Export">
          {items.map(({ text, save }) => (
            <MenuItem key={text} text={text} disabled={save === null} onClick={() => save?.()} />
          ))}
        </Menu>
      }
    >
      <Button
        size="small"
        text={isBusy ? 'Writing…' : 'Export…'}
        disabled={isBusy || cannot !== undefined}
        title={cannot}
        aria-label={of === undefined ? undefined : `Export ${of}…`}
        aria-haspopup="menu"
      />
    </Popover>
  );
}
