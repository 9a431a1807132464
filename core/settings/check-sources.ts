import type { Parts, Path } from './parts.ts';
import { type Problem, problem } from './problem.ts';
import type { KafkaSettings, SourcesSettings } from './sources.ts';

/** What is asked of a source that is not there, and what contradicts within the sources. */
export function checkSources({ sources, pulseSource, facts, channels }: Parts): Problem[] {
  if (sources === null) return [];
  const { kafka, archiver, simulation } = sources;
  if ((kafka ?? archiver ?? simulation) === undefined)
    return [problem(['sources'], 'No source is there. Give kafka, archiver or both, or simulation.')];
  return [
    ...together(sources),
    ...(sources.kafka === undefined ? [] : checkKafka(sources.kafka)),
    ...checkAddresses(sources),
    ...(pulseSource === null ? [] : missing(sources, pulseSource.kind, ['pulseSource', 'kind'], 'The pulses come')),
    ...facts.flatMap(({ fact, path }) => (fact.kind === 'fixed' ? [] : missing(sources, fact.kind, [...path, 'kind'], 'This fact comes'))),
    ...channels.flatMap(({ channel, path }) =>
      missing(sources, channel.source.kind, [...path, 'source', 'kind'], `Channel ${channel.name} comes`),
    ),
  ];
}

const names = { kafka: 'Kafka', archiver: 'the Archiver', simulation: 'the simulated facility' };

function missing(sources: SourcesSettings, kind: keyof typeof names, path: Path, what: string): Problem[] {
  if (sources[kind] !== undefined || sources.simulation !== undefined) return [];
  return [problem(path, `${what} from ${names[kind]}, but sources.${kind} is not there. Add it, or choose another source.`)];
}

function together({ kafka, archiver, simulation }: SourcesSettings): Problem[] {
  if (simulation !== undefined && (kafka ?? archiver) !== undefined)
    return [
      problem(
        ['sources', 'simulation'],
        'The simulated facility stands in for Kafka and the Archiver alike. Take it out, or take out sources.kafka and sources.archiver.',
      ),
    ];
  return [];
}

function checkKafka({ brokers, tls }: KafkaSettings): Problem[] {
  const problems = brokers.flatMap((broker, index) => {
    const port = Number(broker.slice(broker.lastIndexOf(':') + 1));
    return port >= 1 && port <= 65_535
      ? []
      : [problem(['sources', 'kafka', 'brokers', index], `Port ${port} cannot be: ports go from 1 to 65535.`)];
  });
  if (tls !== undefined && (tls.certFile === undefined) !== (tls.keyFile === undefined))
    problems.push(problem(['sources', 'kafka', 'tls'], 'A client certificate needs both certFile and keyFile. Give both or neither.'));
  return problems;
}

/** An address may hold a password, and would carry it into logs. */
function checkAddresses({ archiver }: SourcesSettings): Problem[] {
  return (['retrievalUrl', 'managementUrl'] as const).flatMap((field) => {
    const address = archiver?.[field];
    if (address === undefined) return [];
    const { username, password } = new URL(address);
    return username + password === ''
      ? []
      : [problem(['sources', 'archiver', field], 'An address must not hold a user name or password. Take out what stands before the "@".')];
  });
}
