import { expect, test } from 'vitest';
import { checkText } from '../../core/cli/check.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';

const sample = (name: string) => loadSettings(new URL(`../../assets/settings/${name}.json`, import.meta.url).pathname);

test('a check says what right settings hold', async () => {
  const text = await checkText(await sample('minimal'), {});
  expect(text).toContain('nothing is wrong');
  expect(text).toContain('1 device, 1 channel, on 1 topic and 0 PVs');
  expect(text).toContain('pulses from topic pulses');
});

test('a check finds what the settings point to and is not there, and names the file', async () => {
  await expect(checkText(await sample('facility'), {})).rejects.toMatchObject({
    code: 'BAD_SETTINGS',
    message: expect.stringMatching(/facility\.json: 4 things are wrong.*EXPORTER_KAFKA_PASSWORD/s),
  });
});
