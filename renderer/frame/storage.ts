/** A page without an origin has no storage, and H5Web asks for one as it is loaded: what is chosen stays as long as the page. */
const kept = new Map<string, string>();

Object.defineProperty(window, 'localStorage', {
  value: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
});

/** Pictures and curves need WebGL; a table does not. */
if (document.createElement('canvas').getContext('webgl2') === null) kept.set('h5web:preferredVis', JSON.stringify('Matrix'));
