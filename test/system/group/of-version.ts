import { openExporter } from '../../../core/open-exporter.ts';
import { loadSettings } from '../../../core/settings/load-settings.ts';

/** The exporter as another version of the program, with the same settings. */
const [, , , file = ''] = process.argv;
const exporter = await openExporter(await loadSettings(file), { version: '99.0.0', env: process.env });
exporter.subscribe((event) => void process.stdout.write(`${JSON.stringify(event)}\n`));
process.on('SIGTERM', () => void exporter.stop().then(() => process.exit(0)));
await exporter.begin();
