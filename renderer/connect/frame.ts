/** As the exporter packs numbers with what they are: see core/preview/frame.ts. */
export type Frame = { header: unknown; bytes: Uint8Array<ArrayBuffer> };

/** The bytes begin at a multiple of eight, so that any array of numbers may lie over them. Throws where it is no frame. */
export function unpackFrame(packed: ArrayBuffer): Frame {
  const length = new DataView(packed).getUint32(0, true);
  const json = new TextDecoder().decode(new Uint8Array(packed, 8, length));
  return { header: JSON.parse(json), bytes: new Uint8Array(packed, 8 + length) };
}
