/** Every trouble the facility can be given, with what it then does. Those of a device may be put on one device, or on all. */
const faultSentences = {
  'late-camera': 'The device sends 5 s later than it should, so that its readings come after the settle time.',
  'dead-camera': 'The device sends nothing; its topic stays.',
  'wrong-type': 'The device sends a text where a number or an array is expected.',
  'clock-offset': 'The clock of the device is 1.5 s ahead; its pulse IDs stay right.',
  garbage: 'Behind each message of the device comes one of random bytes on the same topic.',
  truncated: 'Messages of the device end in the middle.',
  'unknown-schema': 'Behind each message of the device comes one of a schema nobody knows.',
  duplicates: 'The device sends each message twice.',
  'out-of-order': 'Messages of two neighbouring pulses change places.',
  'wrong-pulse-id': 'Pulse IDs of the device are a million too high.',
  'no-pulse-id': 'Messages of the device carry no pulse ID.',
  'skipped-pulses': 'The device misses every second pulse.',
  'colour-image': 'The camera sends red, green and blue.',
  'codec-image': 'The camera sends compressed pictures.',
  'resized-image': 'The camera sends pictures of half the height.',
  'image-as-float': 'The camera sends floating-point pixels.',
  'topic-missing': 'The topic of the device does not exist.',
  'topic-forbidden': 'The broker does not let us read the topic of the device.',
  'broker-down': 'No broker answers.',
  'broker-slow': 'Every answer of the broker takes 300 ms longer.',
  'archiver-503': 'The Archiver says that it is still starting.',
  'archiver-slow': 'Every answer of the Archiver takes 3 s.',
  'archiver-hanging': 'The Archiver takes requests and never answers.',
  'archiver-html': 'Something in front of the Archiver answers with a web page and status 200.',
  'archiver-truncated': 'Answers of the Archiver end in the middle, with status 200.',
  'archiver-404': 'The Archiver does not know the PV.',
  'archiver-500': 'The Archiver fails with an internal error.',
  'archiver-down': 'The Archiver closes every connection without an answer.',
  'archiver-nan': 'The PV is not a number, which the Archiver writes as a bare NaN.',
  'archiver-empty': 'The Archiver holds no samples of the PV.',
  'pv-disconnected': 'The PV is gone: no new samples, and only management says so.',
  'pulse-id-restart':
    'The timing system begins its pulse IDs again at 0: with the next whole second, and every hour where it is on from the beginning.',
} as const;

export type FaultName = keyof typeof faultSentences;

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultSentences, name);
}

export function faultNames(): FaultName[] {
  return Object.keys(faultSentences).filter(isFaultName);
}
