import { writeFile } from 'node:fs/promises';
import { startServices } from './services.ts';

/**
 * `npm run services`: starts all services for an app that is started separately, e.g. by `func start`. Writes the
 * settings that the app needs to local.settings.json, and keeps no state.
 */
const APP = 'http://localhost:7071';
const SETTINGS = 'local.settings.json';
const say = (text: string) => process.stdout.write(`${text}\n`);

const services = await startServices({ appOrigin: APP, port: 7072 });
const Values = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  FUNCTIONS_WORKER_RUNTIME: 'node',
  ...services.settings,
};
const written = `${JSON.stringify({ IsEncrypted: false, Values }, null, 2)}\n`;
await writeFile(SETTINGS, written, { flag: 'wx' }).then(
  () => say(`${SETTINGS} was written. Start the app at ${APP}; Ctrl+C ends the services.`),
  async (failure: NodeJS.ErrnoException) => {
    await services.close();
    if (failure.code !== 'EEXIST') throw failure;
    process.stderr.write(`${SETTINGS} is there already. Move it away, so that nothing of yours is lost.\n`);
    process.exit(1);
  },
);
