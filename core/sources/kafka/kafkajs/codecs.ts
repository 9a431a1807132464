import { promisify } from 'node:util';
import { gzip, unzip, zstdDecompress } from 'node:zlib';
import kafkajs from 'kafkajs';
import { BatchError, maxBatchBytes } from './batch-limit.ts';
import { unlz4 } from './lz4.ts';
import { unsnappy } from './snappy.ts';

const { CompressionCodecs, CompressionTypes } = kafkajs;

type Unpack = (packed: Buffer) => Buffer | Promise<Buffer>;

const gzipAsync = promisify(gzip);
const unzipAsync = promisify(unzip);
const unzstdAsync = promisify(zstdDecompress);
const limit = { maxOutputLength: maxBatchBytes };

/** kafkajs brings gzip only, without a limit; producers of the facility may use any. Node has Zstandard, and reading Snappy and LZ4 needs no package. */
const unpackers: Record<number, Unpack> = {
  [CompressionTypes.GZIP]: (packed) => unzipAsync(packed, limit),
  [CompressionTypes.ZSTD]: (packed) => unzstdAsync(packed, limit),
  [CompressionTypes.Snappy]: unsnappy,
  [CompressionTypes.LZ4]: unlz4,
};

/** kafkajs has one table for the whole process; filling it twice changes nothing. */
export function registerCodecs(): void {
  for (const [type, unpack] of Object.entries(unpackers)) Object.assign(CompressionCodecs, { [type]: () => codecOf(Number(type), unpack) });
}

function codecOf(type: number, unpack: Unpack) {
  return {
    compress: async ({ buffer }: { buffer: Buffer }) => {
      if (type !== CompressionTypes.GZIP) throw new BatchError('This program writes gzip only');
      return gzipAsync(buffer);
    },
    decompress: async (packed: Buffer) => {
      try {
        return await unpack(packed);
      } catch (cause) {
        throw new BatchError('A compressed batch cannot be read', { cause });
      }
    },
  };
}
