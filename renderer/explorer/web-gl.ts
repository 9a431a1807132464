import { useState } from 'react';

/** A browser may have none: on a machine without a graphics card, over a remote desktop, or by its settings. */
export function useWebGl(): boolean {
  return useState(hasWebGl)[0];
}

function hasWebGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext(); // a page has few of them
  return context !== null;
}
