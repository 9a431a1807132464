// Runs in the page, before it. Times are milliseconds of the wall clock, which the bench shares.
{
  const now = () => performance.timeOrigin + performance.now();
  const { promise: shown, resolve: show } = Promise.withResolvers();
  const { promise: matrix, resolve: showMatrix } = Promise.withResolvers();
  const meter = { opened: async () => ({ shown: await shown, matrix: await matrix }), frames: [], longTasks: [], isOn: false };
  let hasMatrix = false;
  let newest = '';
  let before = null;

  /** When what has just been changed was drawn. */
  const drawn = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(now());
      channel.port2.postMessage(null);
    });

  new MutationObserver(() => {
    if (!hasMatrix && document.querySelector('canvas.matrix') !== null) {
      hasMatrix = true;
      drawn(showMatrix);
    }
    const title = document.querySelector('[aria-label="Newest pulse"] h2')?.textContent ?? '';
    const pulseId = title.replace(/\D/g, '');
    if (pulseId === newest) return;
    newest = pulseId;
    drawn((at) => window.painted(pulseId, at));
  }).observe(document, { subtree: true, childList: true, characterData: true });

  new PerformanceObserver((list) => {
    const first = list.getEntriesByName('first-contentful-paint')[0];
    if (first !== undefined) show(performance.timeOrigin + first.startTime);
  }).observe({ type: 'paint', buffered: true });

  new PerformanceObserver((list) => {
    if (meter.isOn) meter.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });

  const frame = (at) => {
    if (meter.isOn && before !== null) meter.frames.push(at - before);
    before = at;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.meter = meter;
}
