import { copyFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataRoutes } from '../../core/contract/data.ts';
import { pathFor } from '../../core/hdf5/path.ts';
import { toFacts } from '../../core/pulses/pulse.ts';
import { start, useFiles, writeAll, writeOneOfEach } from '../hdf5/files.ts';
import { oneOfEach, pulse, root } from '../hdf5/samples.ts';
import { frameOf, previewing } from './stage.ts';

const files = useFiles();
const nameOf = (exporter: string, attempt = 1) => pathFor(pulse, exporter, attempt);

describe('the files of one pulse', () => {
  it('are all read, however many exporters have written one', async () => {
    const folder = files.folder();
    await writeOneOfEach(files.writer(), join(folder, nameOf('e0')));
    for (let at = 1; at < 80; at++) copyFileSync(join(folder, nameOf('e0')), join(folder, nameOf(`e${at}`)));
    const shown = await previewing(folder).commands.previewPulse(toFacts(pulse));
    expect(shown.unread).toEqual([]);
    expect(shown.files).toHaveLength(80);
  });

  it('are each shown once, also where the settings list the data folder or a folder twice', async () => {
    const [folder, other] = [files.folder(), files.folder()];
    await writeOneOfEach(files.writer(), join(folder, nameOf('one')));
    await writeOneOfEach(files.writer(), join(other, nameOf('two')));
    const shown = await previewing(folder, [folder, other, `${other}/`]).commands.previewPulse(toFacts(pulse));
    expect(shown.files.map(({ file }) => file)).toEqual([nameOf('one'), join(other, nameOf('two'))]);
  });

  it('are told of where they are cut off or are none, and the others are shown', async () => {
    const folder = files.folder();
    const [whole, cut] = [join(folder, nameOf('e0')), join(folder, nameOf('e1'))];
    await writeOneOfEach(files.writer(), whole);
    copyFileSync(whole, cut);
    truncateSync(cut, Math.floor(statSync(cut).size / 2));
    writeFileSync(join(folder, nameOf('e2')), 'no HDF5');
    const { unread, channels } = await previewing(folder).commands.previewPulse(toFacts(pulse));
    expect(unread.map(({ file, failure }) => [file, failure.code])).toEqual([
      [nameOf('e1'), 'READ_FAILED'],
      [nameOf('e2'), 'READ_FAILED'],
    ]);
    for (const { failure } of unread) expect(failure.message).not.toMatch(/written/);
    expect(channels.map(({ channel }) => channel).sort()).toEqual(oneOfEach.map(([{ name }]) => name).sort());
  });

  it('are not those of a pulse of another time, though they have its name', async () => {
    const folder = files.folder();
    const file = await files
      .writer()
      .open(start(join(folder, nameOf('one')), { pulse: { ...pulse, timestampNs: pulse.timestampNs + 1n } }));
    await writeAll(file);
    await file.seal(root(oneOfEach.length));
    await expect(previewing(folder).commands.previewPulse(toFacts(pulse))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a file that is asked for', () => {
  it('is refused wherever its path leads out of the folders, also by links', async () => {
    const [folder, outside] = [files.folder(), files.folder()];
    await writeOneOfEach(files.writer(), join(outside, 'x.h5'));
    symlinkSync(join(outside, 'x.h5'), join(folder, 'link.h5'));
    symlinkSync(outside, join(folder, 'way'));
    const refused = ['link.h5', 'way/x.h5', '../x.h5', join(outside, 'x.h5'), `${folder}-more/a.h5`, 'a.h5\0.h5'];
    for (const file of refused)
      await expect(frameOf(previewing(folder), dataRoutes.slice, { file, dataset: '/ENERGY/data' }), file).rejects.toMatchObject({
        ...{ code: 'NOT_ALLOWED', message: expect.stringContaining('"folders"') },
      });
  });

  it('is read where the settings allow its folder, and only the part that is chosen', async () => {
    const [folder, allowed] = [files.folder(), files.folder()];
    await writeOneOfEach(files.writer(), join(allowed, 'x.h5'));
    const query = { file: join(allowed, 'x.h5'), dataset: '/CAMERA/data', selection: '1,::2' };
    const { header, buffer, from } = await frameOf(previewing(folder, [allowed]), dataRoutes.slice, query);
    expect(header).toEqual({ dtype: 'uint16', shape: [2] });
    expect([...new Uint16Array(buffer, from)]).toEqual([4, 4095]);
  });
});
