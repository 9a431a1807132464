/** Long enough for a browser to have taken it. */
const keptMs = 60_000;

/** Made in this page; the browser asks where to, or puts it among its downloads. */
export function download(name: string, type: string, parts: readonly string[]): void {
  downloadBlob(name, new Blob([...parts], { type: `${type};charset=utf-8` }));
}

export function downloadBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
