import { open } from 'node:fs/promises';

const signature = Buffer.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Another program's header may come first, as MATLAB's does, of 512 bytes or twice, four times as many: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, "Superblock". */
function placesIn(bytes: number): number[] {
  const places = [0];
  for (let place = 512; place < bytes; place *= 2) places.push(place);
  return places;
}

const others: readonly { begins: Buffer; is: string }[] = [
  { begins: Buffer.from('CDF'), is: 'NetCDF of the classic kind (nccopy -k 4 makes HDF5 of it)' },
  { begins: Buffer.from([0x0e, 0x03, 0x13, 0x01]), is: 'HDF4 (h4toh5 makes HDF5 of it)' },
  { begins: Buffer.from('MATLAB 5.0'), is: 'a MATLAB file of version 7 or older (save it with -v7.3)' },
  { begins: Buffer.from('PK\u0003\u0004'), is: 'a ZIP archive (unpack it first)' },
  { begins: Buffer.from([0x1f, 0x8b]), is: 'packed with gzip (unpack it first)' },
  { begins: Buffer.from('%PDF'), is: 'a PDF document' },
  { begins: Buffer.from([0x89, 0x50, 0x4e, 0x47]), is: 'a PNG picture' },
  { begins: Buffer.from('II*\0'), is: 'a TIFF picture' },
  { begins: Buffer.from('SIMPLE  ='), is: 'a FITS file' },
];

/** What a file is instead of HDF5, for a sentence; null where it begins as HDF5 does. Rejects as the disk does. */
export async function whatElse(path: string): Promise<string | null> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(512);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    if (bytesRead === 0) return 'empty';
    for (const place of placesIn((await file.stat()).size)) {
      const found = Buffer.alloc(signature.length);
      await file.read(found, 0, found.length, place);
      if (found.equals(signature)) return null;
    }
    const begin = head.subarray(0, bytesRead);
    const known = others.find(({ begins }) => begin.subarray(0, begins.length).equals(begins));
    return known?.is ?? (isText(begin) ? 'a text' : 'something else');
  } finally {
    await file.close();
  }
}

function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
