import { grouped } from './numbers.ts';

/** Read with thin spaces, copied without. */
export function PulseId({ id }: { id: string }) {
  return (
    <span
      onCopy={(event) => {
        event.clipboardData.setData('text/plain', id);
        event.preventDefault();
      }}
    >
      {grouped(id)}
    </span>
  );
}
