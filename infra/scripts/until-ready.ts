export interface UntilReadyOptions {
  /** Where the portal is, without a slash at the end. */
  readonly portal: string;
  readonly say: (line: string) => void;
  /** Waits before the next question. */
  readonly pause: () => Promise<unknown>;
}

/** A first start fetches secrets and roles that were made moments ago. */
const QUESTIONS = 18;
const TIMEOUT = 10_000;

/** Asks the deployed app whether it is ready, and says where the portal is and what to do first. Never fails. */
export async function untilReady({ portal, say, pause }: UntilReadyOptions): Promise<void> {
  let last = await ask(portal);
  for (let question = 1; question < QUESTIONS && last !== 200; question += 1) {
    if (question === 1) say('Waiting for the app to be ready …');
    await pause();
    last = await ask(portal);
  }
  say(`The portal: ${portal}/`);
  if (last === 200) {
    say('It is ready. Now, as an administrator of Microsoft 365:');
    say(`  1. Sign in at ${portal}/ and accept what Microsoft asks, for the whole organization.`);
    say(`  2. Check the deployment: ${portal}/organization/microsoft-365/deployment`);
    say(`  3. Connect: ${portal}/organization/microsoft-365`);
    say(`Everybody finds the steps and answers at ${portal}/help`);
    return;
  }
  say(`It is not ready yet (${last === undefined ? 'no answer' : `/readyz answered ${last}`}).`);
  say(
    'docs/deploying.md, "What goes wrong", says what each answer means; 503: the log names the dependency (not-ready).',
  );
}

async function ask(portal: string): Promise<number | undefined> {
  try {
    const response = await fetch(`${portal}/readyz`, { signal: AbortSignal.timeout(TIMEOUT) });
    await response.body?.cancel();
    return response.status;
  } catch {
    // Nobody answers yet: that is what is asked.
    return undefined;
  }
}
