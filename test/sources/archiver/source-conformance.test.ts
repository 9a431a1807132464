import { describeSource } from '../source.conformance.ts';
import { dataBody, type Sample, startAppliance } from './appliance.ts';
import { at, channel, pulse, sourceOf } from './collecting.ts';

describeSource('the Archiver', { pulseIds: false, missing: 'unreachable' }, async () => {
  const samples = new Map<string, Sample[]>();
  let broken = false;
  const appliance = await startAppliance(({ query }, response) => {
    const pv = query.get('pv') ?? '';
    const known = samples.get(pv);
    if (broken) response.destroy();
    else if (known === undefined) response.writeHead(404).end();
    else response.end(known.length === 0 ? '[ \n ]\n' : dataBody(pv, known, query));
  });
  const { source } = sourceOf(appliance.settings());
  return {
    source,
    pulse,
    channel(name, match) {
      samples.set(`SIM:${name}`, []);
      return channel(name, match);
    },
    missing: (name) => channel(name, { kind: 'last', maxAgeMs: 60_000 }, { pv: 'SIM:NOPE' }),
    publish({ name }, value, offsetMs) {
      samples.set(`SIM:${name}`, [...(samples.get(`SIM:${name}`) ?? []), { timeNs: at(offsetMs), val: String(value) }]);
    },
    breakDown() {
      broken = true;
    },
    async close() {
      await source.close();
      await appliance.stop();
    },
  };
});
