import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { socketPath, tokenProtocol, wireProtocol } from '../../core/contract/wire.ts';
import { describeWithBrowser } from './describe-with-browser.ts';
import { lookAt } from './seen.ts';
import { startAgain, startStage } from './stage.ts';

describeWithBrowser('who comes through the door of the screens', (openPage) => {
  test('a page without the token gets nothing, and is told what to open', async () => {
    const { url } = await startStage();
    const page = await openPage(new URL('/', url).href);
    await page.getByRole('alert').getByText('open the address that the exporter printed').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test('a page with another token gets nothing, and is told what to open', async () => {
    const { url, token } = await startStage();
    const page = await openPage(url.replace(token, 'of-another-run'));
    await page.getByRole('alert').getByText('open the address it printed').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test('a page from another place gets nothing, even with the token', async () => {
    const { port, token } = await startStage();
    const elsewhere = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>elsewhere</title>'));
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void elsewhere.close());
    const page = await openPage(`http://127.0.0.1:${portOf(elsewhere.address())}/`);
    const reached = await page.evaluate<unknown>(`(async () => {
      const socket = new WebSocket('ws://127.0.0.1:${port}${socketPath}', ['${wireProtocol}', '${tokenProtocol}${token}']);
      const opened = await new Promise((resolve) => {
        socket.onopen = () => resolve(true);
        socket.onclose = () => resolve(false);
      });
      const read = await fetch('http://127.0.0.1:${port}/').then(() => true, () => false);
      const framed = await new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = () => { try { resolve(frame.contentDocument !== null) } catch { resolve(false) } };
        frame.src = 'http://127.0.0.1:${port}/#token=${token}';
        document.body.append(frame);
      });
      return { opened, read, framed };
    })()`);
    expect(z.record(z.string(), z.boolean()).parse(reached)).toEqual({ opened: false, read: false, framed: false });
  });

  test('when the program ends the page says so; one that is started there again has a new token, and the page says what to open', async () => {
    const { url, port, program, facility } = await startStage();
    const page = await openPage(url);
    const seen = lookAt(page);
    await seen.captureNow.click();
    await seen.journey.getByText('24 of 24 channels captured').waitFor();
    program.kill('SIGINT');
    await seen.notice.getByText('No connection to the exporter').waitFor();
    expect(await seen.pulses()).toBe(1);
    expect(await seen.captureNow.isDisabled()).toBe(true);
    await program.end;
    const again = await startAgain(facility, port);
    await seen.notice.getByText('open the address it printed').waitFor();
    await page.goto(again.url);
    await expect.poll(() => seen.notice.count()).toBe(0);
    await seen.captureNow.click();
    await seen.journey.getByText('24 of 24 channels captured').waitFor();
  });
});

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return address.port;
}
