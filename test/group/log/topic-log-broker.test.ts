import { createTopicLog } from '../../../core/group/log/topic-log.ts';
import { kafkaSchema } from '../../../core/settings/sources.ts';
import { createKafkaJsProducer } from '../../../core/sources/kafka/kafkajs/producer.ts';
import { describeWithBroker } from '../../broker/describe-with-broker.ts';
import { openLog } from '../../sources/kafka/kafkajs-under-test.ts';
import { announcementLogConformance } from './announcement-log.conformance.ts';
import { firstMs } from './entries.ts';

await describeWithBroker('with a real broker', (broker) => {
  announcementLogConformance('in a topic of a real broker', async () => {
    // A broker takes 1 MB unless its keeper says otherwise.
    const [topic = ''] = await broker.createTopics(['announcements'], { 'max.message.bytes': '1048588' });
    const log = openLog(broker.brokers);
    return {
      open: async () => createTopicLog({ log, producer: createKafkaJsProducer(kafkaSchema.parse({ brokers: broker.brokers }), {}), topic }),
      spoil: (texts) =>
        broker.produce(topic, [...texts.map((value) => ({ value, timestampMs: firstMs })), { value: Uint8Array.of(0xff, 0) }]),
      stop: () => log.close(),
    };
  });
});
