import type * as h5wasm from 'h5wasm/node';

/** The functions of h5wasm below its objects: pointers instead of copies. Its state is global: one a thread. */
export type H5 = Awaited<typeof h5wasm.ready>;

/** h5wasm/node mistakes a `navigator` global for a browser: usnistgov/h5wasm#132. Without the handler errors would only be printed. */
export async function loadH5(): Promise<H5> {
  const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const hide = navigator?.configurable === true;
  if (hide) Object.defineProperty(globalThis, 'navigator', { value: undefined, configurable: true });
  try {
    const { ready } = await import('h5wasm/node');
    const h5 = await ready;
    h5.activate_throwing_error_handler();
    return h5;
  } finally {
    if (hide) Object.defineProperty(globalThis, 'navigator', navigator);
  }
}

/** Memory of HDF5 into which values go on their way to the file and back. It grows to the largest dataset and stays, as the memory would anyway. */
export type Scratch = { reserve(bytes: number): number };

export function createScratch(h5: H5): Scratch {
  let pointer = 0;
  let capacity = 0;
  return {
    reserve(bytes) {
      if (bytes > capacity) {
        if (capacity > 0) h5._free(pointer);
        capacity = Math.max(bytes, 65_536);
        pointer = h5._malloc(capacity);
        if (pointer === 0) {
          capacity = 0;
          throw new Error(`HDF5 has no memory for ${bytes} bytes.`);
        }
      }
      return pointer;
    },
  };
}
