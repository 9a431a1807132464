// Runs in the page, before it. Milliseconds from a person's click until what was asked for is drawn.
{
  const isShown = (pulseId) => document.querySelector('main h1')?.textContent?.replace(/\D/g, '') === pulseId;
  const pictures = () => document.querySelectorAll('.sheet-place:not(.old) .tile:not(.old) .picture canvas').length;

  /** `look` answers whether all is there, at each frame. */
  const go = (route, look) =>
    new Promise((resolve) => {
      const begun = performance.now();
      location.hash = `#/${route}`;
      const frame = () => (look(performance.now() - begun) ? resolve() : requestAnimationFrame(frame));
      requestAnimationFrame(frame);
    });

  window.sheetMeter = {
    async sheet(route, pulseId, cameras) {
      const times = { firstMs: null, allMs: null };
      await go(route, (ms) => {
        const count = isShown(pulseId) ? pictures() : 0;
        if (count > 0) times.firstMs ??= ms;
        if (count === cameras) times.allMs = ms;
        return count === cameras;
      });
      return times;
    },
    async page(route, pulseId) {
      let took = null;
      await go(route, (ms) => {
        const stage = document.querySelector('.image-stage');
        if (isShown(pulseId) && stage?.getAttribute('data-old') === 'false' && stage.querySelector('canvas') !== null) took = ms;
        return took !== null;
      });
      return took;
    },
  };
}
