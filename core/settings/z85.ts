/** Base 85 as ZeroMQ writes keys: https://rfc.zeromq.org/spec/32/ */
const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

/** null where it is none: five digits are four bytes, and not every five are that few. */
export function fromZ85(text: string): Uint8Array | null {
  if (text.length % 5 !== 0) return null;
  const bytes = new DataView(new ArrayBuffer((text.length / 5) * 4));
  for (let i = 0; i < text.length / 5; i++) {
    const places = [...text.slice(i * 5, i * 5 + 5)].map((digit) => digits.indexOf(digit));
    const value = places.reduce((sum, place) => sum * 85 + place, 0);
    if (places.includes(-1) || value > 0xff_ff_ff_ff) return null;
    bytes.setUint32(i * 4, value);
  }
  return new Uint8Array(bytes.buffer);
}

/** Of a multiple of four bytes. */
export function toZ85(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 4 }, (_, i) => five(view.getUint32(i * 4))).join('');
}

function five(value: number): string {
  return [85 ** 4, 85 ** 3, 85 ** 2, 85, 1].map((weight) => digits[Math.floor(value / weight) % 85]).join('');
}
