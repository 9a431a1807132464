import { kafkaSchema } from '../../../core/settings/sources.ts';
import { createKafkaJsProducer } from '../../../core/sources/kafka/kafkajs/producer.ts';

/** Run as a process of its own: it must end by itself after close. */
const [broker = '', topic = ''] = process.argv.slice(2);
const producer = createKafkaJsProducer(kafkaSchema.parse({ brokers: [broker] }), {});
await producer.send(topic, [{ key: 'north', value: 'one', timestampMs: 1000 }]);
await producer.send(topic, [{ key: 'north', value: 'two', timestampMs: 2000 }]);
await producer.close();
console.log('written');
