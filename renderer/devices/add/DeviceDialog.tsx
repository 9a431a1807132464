import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import { Trouble } from '../../parts/Trouble.tsx';
import { isWithin } from '../../settings/paths.ts';
import { useAsk } from '../../store/ask.ts';
import { useGive } from '../../store/give.ts';
import { useCheck } from './asking.ts';
import { ChannelFields } from './ChannelFields.tsx';
import { type DraftChannel, type DraftDevice, deviceSettings } from './draft.ts';
import { SourcePicker } from './SourcePicker.tsx';
import { pathFor, withDevice } from './settings-devices.ts';

type DeviceDialogProps = {
  settings: unknown;
  /** null: a new one. */
  device: DraftDevice | null;
  /** What a new one begins with. */
  begin?: DraftDevice;
  onClose(applied: boolean): void;
};

const nothing: DraftDevice = { name: '', area: '', channels: [] };

/** Adds a device, or changes one: its channels are picked among what is really there. */
export function DeviceDialog({ settings, device, begin, onClose }: DeviceDialogProps) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  const [draft, setDraft] = useState(device ?? begin ?? nothing);
  const [isPicking, setIsPicking] = useState(device === null && begin === undefined);
  const isWhole = draft.name.trim() !== '' && draft.channels.length > 0;
  const wanted = isWhole ? withDevice(settings, device?.name ?? null, deviceSettings(draft)) : null;
  const { value: checked, isOld, trouble: unchecked } = useCheck(wanted);
  const problems = isOld ? [] : (checked?.problems ?? []);
  const path = pathFor(settings, device?.name ?? null);
  const problemsOf = (at: number) =>
    problems.flatMap((problem) => {
      const of = `${path}.channels[${at}]`;
      return isWithin(problem.path, of) ? [{ ...problem, path: problem.path.slice(of.length + 1) }] : [];
    });
  const others = problems.filter((problem) => !isWithin(problem.path, `${path}.channels`));
  const hindrance =
    draft.channels.length === 0
      ? 'Pick a source first.'
      : draft.name.trim() === ''
        ? 'Give the device a name.'
        : isOld
          ? 'Being checked.'
          : checked?.ok === false
            ? (problems[0]?.sentence ?? 'The settings would not be right.')
            : null;

  function pick(channel: DraftChannel): void {
    setDraft((before) => ({ ...before, name: before.name === '' ? channel.name : before.name, channels: [...before.channels, channel] }));
    setIsPicking(false);
  }

  function change(at: number, channel: DraftChannel | null): void {
    setDraft((before) => ({ ...before, channels: before.channels.toSpliced(at, 1, ...(channel === null ? [] : [channel])) }));
  }

  return (
    <Dialog
      isOpen
      className="device-dialog"
      title={device === null ? 'Add a device' : `Edit ${device.name}`}
      onClose={() => onClose(false)}
      canOutsideClickClose={false}
    >
      <DialogBody>
        <div className="fields-row">
          <FormGroup label="Device" labelFor="device-name">
            <InputGroup id="device-name" maxLength={200} value={draft.name} onValueChange={(name) => setDraft({ ...draft, name })} />
          </FormGroup>
          <FormGroup label="Area" labelFor="device-area">
            <InputGroup id="device-area" maxLength={200} value={draft.area} onValueChange={(area) => setDraft({ ...draft, area })} />
          </FormGroup>
        </div>
        {draft.channels.map((channel, at) => (
          <ChannelFields
            // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed, and the order does not
            key={at}
            channel={channel}
            problems={problemsOf(at)}
            onChange={(next) => change(at, next)}
            onRemove={() => change(at, null)}
          />
        ))}
        {isPicking || draft.channels.length === 0 ? (
          <SourcePicker onPick={pick} />
        ) : (
          <Button size="small" onClick={() => setIsPicking(true)}>
            Another channel…
          </Button>
        )}
        {others.slice(0, 3).map(({ path: at, sentence }) => (
          <p key={`${at} ${sentence}`} className="trouble-line">
            {sentence}
          </p>
        ))}
        <Trouble sentence={trouble ?? unchecked} />
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button onClick={() => onClose(false)}>Cancel</Button>
            <Button
              intent="primary"
              loading={busy}
              disabled={hindrance !== null}
              title={hindrance ?? ''}
              onClick={() =>
                give(
                  (by) => ask('applySettings', { settings: wanted, onto: settings, by }),
                  () => onClose(true),
                )
              }
            >
              {device === null ? 'Add it' : 'Apply'}
            </Button>
          </>
        }
      >
        <span className="caption">The exporter begins anew with it: what is in flight ends with what it has.</span>
      </DialogFooter>
    </Dialog>
  );
}
