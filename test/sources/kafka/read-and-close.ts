import { never, openLog, readOne } from './kafkajs-under-test.ts';

/** Run as a process of its own: it must end by itself after close. */
const [broker = '', topic = ''] = process.argv.slice(2);
const log = openLog([broker]);
const answers = await Promise.all([readOne(log, topic), readOne(log, topic), log.topics(never)]);
await log.close();
console.log(answers.length);
