import { type Failure, type FailureCode, failure } from '../contract/errors.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { NumberArray, Value } from '../sources/value.ts';

/** Thrown inside the layout only: why one channel is left out. */
export class Refusal extends Error {
  readonly outcome: 'refused' | 'wrong-type';
  readonly failure: Failure;

  constructor(outcome: Refusal['outcome'], why: Failure) {
    super(why.message);
    this.name = 'Refusal';
    this.outcome = outcome;
    this.failure = why;
  }
}

/** The kind is right, and the Gateway would not take it, or something would be lost. `why` says what it is and what to do. */
export function refused(channel: ChannelSettings, code: FailureCode, why: string): Refusal {
  return new Refusal('refused', failure(code, `${channel.name}: ${why}`, { channel: channel.name, type: channel.type }));
}

/** The kind of the value does not fit the channel's type at all. */
export function misfit(channel: ChannelSettings, value: Value): Refusal {
  const message = `${channel.name}: its reading is ${describe(value)}, and the channel's type is ${channel.type}; correct the type in the settings and the manifest, or the source.`;
  return new Refusal('wrong-type', failure('VALUE_WRONG_TYPE', message, { channel: channel.name, type: channel.type, value: value.kind }));
}

export function describe(value: Value): string {
  switch (value.kind) {
    case 'number':
      return `a number (${value.dtype})`;
    case 'text':
      return 'a text';
    case 'texts':
      return `a list of ${value.values.length} texts`;
    case 'array':
      return `an array of ${sizes(value.data)} ${value.data.dtype}`;
    case 'image':
      return `an image of ${sizes(value.data)} ${value.data.dtype}`;
    case 'encoded-image':
      return `an image compressed with ${value.codec}`;
    case 'xy':
      return `a trace of ${sizes(value.y)} ${value.y.dtype}`;
    case 'table':
      return `a table with the columns ${value.columns.map(({ name }) => name).join(', ')}`;
  }
}

export function sizes({ shape }: Pick<NumberArray, 'shape'>): string {
  return shape.length === 0 ? '1' : shape.join(' × ');
}
