import type { ManifestFinding, ManifestRule } from '../contract/manifest.ts';
import { aType, type ChannelSettings, type ImageFacts, isChannelName } from '../settings/channel.ts';
import type { Manifest, ManifestChannel } from './port.ts';

/** A channel as it will be, or is, in a file. What is not known yet is null. */
export type JudgedChannel = {
  name: string;
  type: string;
  units: string | null;
  labels: readonly string[] | null;
  bitDepth: number | null;
  /** Of `data`, by numpy's names: uint16. From the file, or the channel's last capture. */
  dtype: string | null;
  /** Rows before columns. */
  shape: readonly number[] | null;
};

/** `rule` and `sentence` are null where it is fine. */
export type ManifestCheck = ManifestFinding | { channel: string; answer: 'fine'; rule: null; sentence: null };

type Wrong = { rule: ManifestRule; answer: 'caution' | 'refused'; why: string };

/** One answer for each channel, in their order. What is refused goes before what is a caution. */
export function checkManifest(channels: readonly JudgedChannel[], manifest: Manifest): ManifestCheck[] {
  let names: ReadonlyMap<string, string> | undefined;
  const alike = (name: string) => {
    names ??= new Map([...manifest.channels.keys()].map((key) => [plain(key), key]));
    return names.get(plain(name));
  };
  return channels.map((channel) => {
    const [wrong] = [...wrongs(channel, manifest.channels.get(channel.name), alike)].sort(refusedFirst);
    if (wrong === undefined) return { channel: channel.name, answer: 'fine', rule: null, sentence: null };
    return { channel: channel.name, answer: wrong.answer, rule: wrong.rule, sentence: `${channel.name}: ${wrong.why}` };
  });
}

/** `seen`: what its last capture has written, where there is one. */
export function judgedOfSettings(channel: ChannelSettings, seen: { dtype: string; shape: readonly number[] } | null = null): JudgedChannel {
  const { name, type, units, labels } = channel;
  const image: ImageFacts | undefined = channel.image;
  return {
    ...{ name, type, units: units ?? null, labels: labels ?? null, bitDepth: image?.bitDepth ?? null },
    ...{ dtype: seen?.dtype ?? null, shape: seen?.shape ?? null },
  };
}

function* wrongs(
  channel: JudgedChannel,
  known: ManifestChannel | undefined,
  alike: (name: string) => string | undefined,
): Generator<Wrong> {
  if (!isChannelName(channel.name))
    yield refused(
      'name',
      'its name is empty or has ".", "/" or NUL in it, which breaks the whole pulse in the Gateway. Rename it, in the manifest too.',
    );
  if (known === undefined) {
    const like = alike(channel.name);
    const instead = like === undefined ? '' : ` It knows "${like}": is that the one?`;
    yield refused(
      'unknown',
      `the Gateway's manifest does not know it.${instead} Let it be added there, or correct its name in the settings.`,
    );
    return;
  }
  if (known.type !== channel.type)
    yield refused(
      'type',
      `it is ${aType(channel.type)} here and ${aType(known.type)} in the Gateway's manifest. Make them the same; the Gateway leaves it out until then.`,
    );
  if (channel.type === 'image') yield* imageWrongs(channel);
  if (known.historical)
    yield caution('historical', "the Gateway's manifest marks it as historical: it is kept for old records. Is it the right channel?");
  if (channel.units !== null && known.units !== null && channel.units !== known.units && channel.type !== 'image')
    yield caution(
      'units',
      `its units are "${channel.units}" here and "${known.units}" in the Gateway's manifest, which screens show. Make them the same.`,
    );
  if (channel.labels !== null && known.labels !== null && channel.labels.length !== known.labels.length)
    yield caution(
      'labels',
      `it has ${channel.labels.length} labels here and ${known.labels.length} in the Gateway's manifest. Make them the same.`,
    );
}

function* imageWrongs({ dtype, shape, bitDepth }: JudgedChannel): Generator<Wrong> {
  if (shape !== null && shape.length > 2)
    yield refused(
      'colour',
      `its image has ${shape.length} axes (${shape.join(' × ')}): colour, which the Gateway does not take. Set the camera to mono.`,
    );
  if (dtype !== null && dtype !== 'uint8' && dtype !== 'uint16')
    yield refused(
      'pixels',
      `its pixels are ${dtype}, and the Gateway takes uint8 and uint16 only. Change the camera's data type, or make it a float_image in both.`,
    );
  if (bitDepth === null) return;
  if (!Number.isInteger(bitDepth) || bitDepth < 1 || bitDepth > 16)
    yield refused('bit-depth', `its bit depth is ${bitDepth}, and the Gateway can show 1 to 16. Correct it in the settings.`);
  else if (dtype === 'uint8' && bitDepth > 8)
    yield caution(
      'bit-depth',
      `its bit depth is ${bitDepth} and its pixels have 8 bits: the depth is left out. Correct it, or set the camera to 16 bits.`,
    );
}

function refused(rule: Wrong['rule'], why: string): Wrong {
  return { answer: 'refused', rule, why };
}

function caution(rule: Wrong['rule'], why: string): Wrong {
  return { answer: 'caution', rule, why };
}

function refusedFirst(left: Wrong, right: Wrong): number {
  return Number(left.answer === 'caution') - Number(right.answer === 'caution');
}

/** People write one name in several ways. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
