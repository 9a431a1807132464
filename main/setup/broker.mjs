import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Apache Kafka needs Java 17 from 4.0 on; 4.1.0 was seen with kafkajs 2.2.4. */
const kafkaVersion = '4.1.0';
const leastJava = 17;

const folder = fileURLToPath(new URL('../../.cache/kafka/', import.meta.url));
const jars = join(folder, `jars-${kafkaVersion}`);

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>facility</groupId>
  <artifactId>test-broker</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${kafkaVersion}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/**
 * Makes sure that the jars of a Kafka broker for tests are there: about 45 MB, fetched once by Maven into .cache/kafka.
 * Answers `{ available: true, jars }`, or `{ available: false, reason }` with a sentence for a person. Never throws.
 * @returns {Promise<{ available: true, jars: string } | { available: false, reason: string }>}
 */
export async function ensureBroker() {
  const java = javaVersion();
  if (java === null) return missing('there is no "java" on this machine');
  if (java < leastJava) return missing(`Java ${java} is too old, Kafka ${kafkaVersion} needs ${leastJava} or newer`);
  if (hasJars(jars)) return { available: true, jars };
  try {
    execFileSync('mvn', ['--version'], { stdio: 'ignore' });
  } catch {
    return missing('there is no "mvn" (Maven) on this machine to fetch it with');
  }
  console.log(`Fetching Apache Kafka ${kafkaVersion} for the tests (about 45 MB, once) into ${jars}`);
  const failed = await fetchJars();
  return failed === null ? { available: true, jars } : missing(failed);
}

function missing(why) {
  return {
    available: false,
    reason: `No Kafka broker for the tests: ${why}. Install it, or name a running broker in KAFKA_BROKERS (host:port).`,
  };
}

function javaVersion() {
  try {
    // "java -version" writes to stderr; "--version" (Java 9 and newer) to stdout.
    const text = execFileSync('java', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return Number(/\s(\d+)/.exec(text)?.[1] ?? 0);
  } catch {
    return null;
  }
}

function hasJars(path) {
  return existsSync(path) && readdirSync(path).some((name) => name.startsWith('kafka_2.13-'));
}

/** Fetches beside the final place and moves at the end, so that an interrupted fetch is never taken for a whole one. */
async function fetchJars() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pom.xml'), pom);
  const partial = `${jars}.${process.pid}.part`;
  rmSync(partial, { recursive: true, force: true });
  const code = await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${partial}`]);
  if (code !== 0 || !hasJars(partial)) {
    rmSync(partial, { recursive: true, force: true });
    return `Maven could not fetch Apache Kafka ${kafkaVersion} (its messages are above)`;
  }
  try {
    renameSync(partial, jars);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Another process may have been faster.
    if (!hasJars(jars)) return `the jars could not be put into ${jars} (${error.message})`;
  }
  return null;
}

function run(command, parameters) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { cwd: folder, stdio: 'inherit' });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
