import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasNode, install, whyInstall } from './packages.mjs';
import { readyScreens } from './screens.mjs';

/*
 * node main/setup/ready.mjs start|exporter|screens|simulate|test
 * Makes a fresh machine ready for that command. Node's built-ins only: it runs before any package is there, on whatever Node that machine has.
 */
const leastNode = 20;
const root = fileURLToPath(new URL('../../', import.meta.url));
const purposes = ['start', 'exporter', 'screens', 'simulate', 'test'];
const purpose = process.argv[2];

async function ready() {
  if (!purposes.includes(purpose)) return `ready.mjs wants one of ${purposes.join(', ')}, not "${purpose}".`;
  const major = Number(process.versions.node.split('.')[0]);
  if (major < leastNode)
    return `This needs Node ${leastNode} or newer to set itself up; this is Node ${process.versions.node} (${process.execPath}). Install a newer one from https://nodejs.org.`;
  const why = whyInstall(root);
  if (why !== null) {
    console.log(`Installing the packages with "npm ci", because ${why}.`);
    const code = await install(root);
    if (code !== 0)
      return `"npm ci" failed with exit code ${code}; its messages are above. Check that this machine reaches the npm registry, and try again.`;
    if (!hasNode(root))
      return 'The packages are installed, but Node 24 among them is not: npm was told not to run install scripts. Run "npm rebuild node --ignore-scripts=false", and try again.';
  }
  if (purpose === 'test') {
    await readyBroker();
    await readyBrowser();
  }
  if (purpose === 'start' || purpose === 'screens' || purpose === 'test') await readyScreens(root);
  return null;
}

async function readyBroker() {
  const script = new URL('./broker.mjs', import.meta.url);
  if (process.env.KAFKA_BROKERS || !existsSync(script)) return;
  const { ensureBroker } = await import(script.href);
  const broker = await ensureBroker();
  if (!broker.available) console.log(broker.reason);
}

async function readyBrowser() {
  const script = new URL('./browser.mjs', import.meta.url);
  if (!existsSync(script)) return;
  const { ensureBrowser } = await import(script.href);
  const browser = await ensureBrowser(root);
  if (!browser.available) console.log(browser.reason);
}

const trouble = await ready();
if (trouble !== null) {
  console.error(trouble);
  process.exitCode = 1;
}
