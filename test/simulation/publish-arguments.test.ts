import { expect, test } from 'vitest';
import { readArguments } from '../../core/simulation/publish-arguments.ts';

test('only the brokers are needed', () => {
  expect(readArguments(['--brokers', 'a:9092,b:9093'])).toEqual({
    brokers: ['a:9092', 'b:9093'],
    seed: 1,
    load: 'light',
    devices: 150,
    seconds: Number.POSITIVE_INFINITY,
    'create-topics': false,
    'archiver-port': 0,
    fault: [],
    help: false,
  });
});

test('everything can be said', () => {
  const said =
    '--brokers a:1 --seed 9 --load standard --devices 600 --seconds 30 --create-topics --archiver-port 17668 --settings-out s.json';
  expect(readArguments([...said.split(' '), '--fault', 'garbage', '--fault', 'dead-camera:CAM-1'])).toMatchObject({
    seed: 9,
    load: 'standard',
    devices: 600,
    seconds: 30,
    'create-topics': true,
    'archiver-port': 17_668,
    'settings-out': 's.json',
    fault: [{ fault: 'garbage' }, { fault: 'dead-camera', device: 'CAM-1' }],
  });
  expect(readArguments(['--brokers', 'a:1', '--seconds', 'forever'])).toMatchObject({ seconds: Number.POSITIVE_INFINITY });
  expect(readArguments(['--help'])).toBe('help');
});

test.each([
  [[], /--brokers/],
  [['--brokers', 'http://kafka/'], /--brokers.*host:port/],
  [['--brokers', 'a:1', '--load', 'heavy'], /--load/],
  [['--brokers', 'a:1', '--devices', '0'], /--devices/],
  [['--brokers', 'a:1', '--seconds', 'soon'], /--seconds/],
  [['--brokers', 'a:1', '--sed', '2'], /--sed/],
])('%j is refused with a sentence that names the argument', (argv, sentence) => {
  expect(() => readArguments(argv)).toThrow(sentence);
});
