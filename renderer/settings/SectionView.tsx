import { Button } from '@blueprintjs/core';
import { go } from '../route/route.ts';
import { counted } from '../words/numbers.ts';
import { edit, useDraft } from './draft.ts';
import { FieldRow } from './FieldRow.tsx';
import { isShown } from './field.ts';
import { KeptSecrets } from './KeptSecrets.tsx';
import { valueAt, withValue } from './paths.ts';
import { placedAt, sectionOf } from './problems.ts';
import { type Section, sections } from './sections.ts';
import { TestConnection } from './TestConnection.tsx';

type SectionViewProps = { section: Section; isFollowers: boolean };

export function SectionView({ section, isFollowers }: SectionViewProps) {
  const draft = useDraft((store) => store.draft);
  const check = useDraft((store) => store.check);
  const shown = section.fields.filter((field) => isShown(field, draft));
  const ofHere = ({ path }: { path: string }) => sectionOf(path, sections) === section.name;
  const problems = placedAt((check?.problems ?? []).filter(ofHere), shown);
  const warnings = placedAt((check?.warnings ?? []).filter(ofHere), shown);
  const away = isFollowers && section.ofLeader;
  if (away)
    return <p className="soft">This exporter is a follower: {section.title.toLowerCase()} come from its leader, and are edited there.</p>;
  return (
    <>
      <p className="soft">{section.sentence}</p>
      {[...problems.rest, ...warnings.rest].map(({ path, sentence }) => (
        <p key={`${path} ${sentence}`} className="trouble-line">
          {path === '' ? '' : `${path}: `}
          {sentence}
        </p>
      ))}
      {section.name === 'devices' && <DeviceCount devices={valueAt(draft, 'devices')} />}
      {shown.map((field) => (
        <FieldRow
          key={`${field.path} ${field.label}`}
          field={field}
          value={valueAt(draft, field.path)}
          problems={problems.atField.get(field.path) ?? []}
          warnings={warnings.atField.get(field.path) ?? []}
          disabled={false}
          onChange={(value) => edit(withValue(draft, field.path, value))}
        />
      ))}
      {section.name === 'kafka' && valueAt(draft, 'sources.simulation') !== undefined && (
        <p className="soft small">
          These settings name a simulated facility (sources.simulation), which stands in for Kafka and Archiver alike.
        </p>
      )}
      {section.name === 'group' && valueAt(draft, 'group') !== undefined && (
        <p className="in-row soft">
          Which device stays with which exporter is set under Devices, Assignments.
          <Button size="small" onClick={() => go('devices')}>
            Open devices
          </Button>
        </p>
      )}
      {section.fields.some(({ kind }) => kind === 'secret') && <KeptSecrets />}
      {section.test !== null && (
        <TestConnection key={section.name} connection={section.test} settings={draft} disabledWhy={nothingToTest(section, draft)} />
      )}
    </>
  );
}

function nothingToTest({ name }: Section, draft: unknown): string | null {
  const needed = { kafka: 'sources.kafka', archiver: 'sources.archiver', gateway: 'gateway' };
  if (name !== 'kafka' && name !== 'archiver' && name !== 'gateway') return null;
  const simulated = name !== 'gateway' && valueAt(draft, 'sources.simulation') !== undefined;
  return simulated || valueAt(draft, needed[name]) !== undefined ? null : 'There is no address to connect to.';
}

function DeviceCount({ devices }: { devices: unknown }) {
  const all: unknown[] = Array.isArray(devices) ? devices : [];
  const channels = all.reduce<number>((sum, device) => {
    const own = valueAt(device, 'channels');
    return sum + (Array.isArray(own) ? own.length : 0);
  }, 0);
  return (
    <p className="in-row">
      <span>
        {counted(all.length, 'device')} with {counted(channels, 'channel')}
      </span>
      <Button size="small" onClick={() => go('devices')}>
        Open devices
      </Button>
    </p>
  );
}
