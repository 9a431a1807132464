/** What a reason for leaving out one channel means, and what to do. */
export type ChannelReason = {
  /** The Gateway's words, or how they begin and end. */
  words: RegExp;
  /** Follows "CHANNEL: ". */
  sentence: string;
  /** It was not the channel's fault: the same file sent again can bring it in. */
  again?: true;
};

const report = 'The exporter writes no such thing: if it wrote this file, report it with the file.';

/** All the reasons the Gateway has for one channel, in its own order of looking. The first that fits says it. */
export const channelReasons: readonly ChannelReason[] = [
  {
    words: /^Channel name is not recognised/i,
    sentence: "the Gateway's manifest does not know it. Let it be added to the manifest, or correct the channel's name in the settings.",
  },
  { words: /^channel_dtype attribute is missing/i, sentence: `it does not say its type. ${report}` },
  {
    words: /^channel_dtype has wrong data type/i,
    sentence: "its type is not the one in the manifest. Make them the same, in the settings or by the Gateway's administrator.",
  },
  { words: /^unexpected group or dataset/i, sentence: `there is something beside its data. ${report}` },
  { words: /^(data|x|y) attribute is missing/i, sentence: `a part of its data is missing. ${report}` },
  {
    words: /^data has wrong datatype, should be uint16 or uint8/i,
    sentence:
      'its pixels are not uint8 or uint16. Change the data type of the camera, or make the channel a float_image, in the manifest too.',
  },
  {
    words: /^data has wrong datatype, should be (ndarray|list)/i,
    sentence: "its data is no array of numbers. Does the channel's type fit what its source sends?",
  },
  { words: /^data has wrong datatype/i, sentence: "its data is no single value. Does the channel's type fit what its source sends?" },
  {
    words: /^(data|x|y)( attribute)? has wrong shape/i,
    sentence: "its data has another number of axes. Does the channel's type fit what its source sends?",
  },
  {
    words: /^[xy] attribute (must be|has wrong datatype)/i,
    sentence: "its trace is no list of numbers. Does the channel's type fit what its source sends?",
  },
  { words: /^labels attribute has wrong length/i, sentence: 'it has not as many labels as elements. Correct the labels in the settings.' },
  { words: /^bit_depth attribute/i, sentence: `its bit depth is no whole number. ${report}` },
  { words: /attribute has wrong datatype/i, sentence: `one of its attributes has another type than the Gateway wants. ${report}` },
  {
    words: /^Upload to Echo failed/i,
    sentence: "the store behind the Gateway did not take it. It is sent again; if that goes on, tell the Gateway's administrator.",
    again: true,
  },
];

/** What the Gateway answers where another file has brought the channel. */
export const presentSentence =
  'the record has it already, from another file, and the Gateway keeps what came first. Nothing is to be done if that file is right.';

/** The answer names every channel of a file, so one that it does not name was not looked at. */
export const unnamedSentence =
  "the Gateway's answer does not name it. Look into the record there; it may be of a version this exporter does not know.";

const unknownSentence = 'this reason is not known here; it may be of a newer Gateway.';

/** `reasons` are the Gateway's, in its order. */
export function explain(channel: string, reasons: readonly string[]): { sentence: string; again: boolean } {
  const found = reasons.flatMap((reason) => channelReasons.find(({ words }) => words.test(reason)) ?? []);
  const words = reasons.map((reason) => `"${reason}"`).join(', ');
  return {
    sentence: `${channel}: ${found[0]?.sentence ?? unknownSentence}${words === '' ? '' : ` The Gateway says ${words}.`}`,
    again: reasons.length > 0 && found.length === reasons.length && found.every(({ again }) => again === true),
  };
}
