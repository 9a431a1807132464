import type { StoredChannel, StoredRecord } from './records.ts';

/** A record as `GET /records/{id}` shows it. Thumbnails are not kept here, so they are left out. */
export function recordJson({ id, version, metadata, channels }: StoredRecord): object {
  const { epacOpsDataVersion, shotnum, timestampMs, activeArea, activeExperiment } = metadata;
  return {
    _id: id,
    version,
    metadata: {
      epac_ops_data_version: epacOpsDataVersion,
      ...(shotnum === null ? {} : { shotnum: Number(shotnum) }),
      timestamp: timeText(timestampMs),
      active_area: activeArea,
      ...(activeExperiment === null ? {} : { active_experiment: activeExperiment }),
    },
    channels: Object.fromEntries([...channels].map(([name, channel]) => [name, channelJson(id, name, channel)])),
  };
}

/** The database gives back UTC, and does not say so. */
function timeText(ms: number): string {
  return new Date(ms).toISOString().replace(/(\.000)?Z$/, '');
}

function channelJson(id: string, name: string, { type, metadata, data }: StoredChannel): object {
  const folder = `${id.slice(0, 4)}/${id.slice(4, 6)}/${id.slice(6, 8)}/${id.slice(8)}/${name}`;
  const described = { metadata: { channel_dtype: type, ...metadata } };
  switch (type) {
    case 'scalar':
      return { ...described, data };
    case 'image':
      return { ...described, image_path: `${folder}.png` };
    case 'float_image':
      return { ...described, image_path: `${folder}.npz` };
    case 'waveform':
      return { ...described, waveform_path: `${folder}.json` };
    case 'vector':
      return { ...described, vector_path: `${folder}.json` };
  }
}
