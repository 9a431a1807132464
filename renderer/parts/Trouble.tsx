/** Stays where the work is until it is gone; its words can be taken along. */
export function Trouble({ sentence }: { sentence: string | null }) {
  if (sentence === null) return null;
  return (
    <p className="trouble-line" role="alert">
      {sentence}{' '}
      <button type="button" className="link small" onClick={() => void navigator.clipboard?.writeText(sentence)}>
        Copy
      </button>
    </p>
  );
}
