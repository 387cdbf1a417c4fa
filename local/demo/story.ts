import { mailWayOf } from '../app-settings.ts';
import { type CardSupply, FIRST_USER } from '../sample-data/world.ts';
import { type Stack, startStack } from '../stack.ts';
import { weatherOver } from '../weather.ts';
import type { AppOutput } from './app-output.ts';
import { changeCards, enterSlowCards, loseCards } from './card-changes.ts';
import { checkLog } from './check-log.ts';
import { connect, fillMailboxes, invite, link, prepare } from './connect.ts';
import { deleteFolder, disconnect, unlink } from './farewell.ts';
import { editInOutlook } from './outlook-edits.ts';
import { type CardUser, cardUser, visitor } from './people.ts';
import { createReport, type Report, StoryEnded } from './report.ts';
import type { Scene } from './scene.ts';
import { countUsers, type Summary, totalOf } from './summary.ts';

/**
 * The whole life of an organization with meishi-sync, from consent to disconnect, on this machine and in seconds. Acts
 * like the users, and checks the mailboxes after each step.
 *
 * @param seed from which the weather of the services follows; without one it is fair
 */
export async function tellStory(
  supply: CardSupply,
  output: AppOutput,
  lookBack: (stack: Stack) => void = () => undefined,
  seed?: string,
  portal: 'entra' | 'openid' = 'entra',
): Promise<Summary> {
  const begun = performance.now();
  const report = createReport(output.say);
  const problems: string[] = [];
  const stack = await startStack({
    supply,
    portal,
    mail: mailWayOf(portal),
    log: (level, message) => {
      if (level === 'warning' || level === 'error' || level === 'critical') problems.push(message);
    },
  });
  try {
    const [many, few, none] = [cardUser(stack, FIRST_USER), cardUser(stack, 'misaki'), cardUser(stack, 'ken')];
    // The link contains the person id, so a merge changes it, and the notes have to be updated around the users' own
    // text.
    const cardUrl = `${stack.sansan.origin}/v/card/{id}?person={personId}`;
    const scene: Scene = {
      stack,
      administrator: visitor(stack, 'hanako'),
      users: [many, few, none],
      cardUrl,
      linkTo: ({ id, personId }) => cardUrl.replace('{id}', id).replace('{personId}', personId ?? ''),
      values: supply.cards === undefined,
      written: new Map(),
      belongings: new Map(),
      annotated: new Map(),
      weather: seed === undefined ? undefined : weatherOver(stack, seed),
    };
    const users = await play(scene, report, { many, few });
    const disagreements = stack.graph.disagreements();
    if (disagreements !== undefined) {
      await report.step('The published metadata of Microsoft Graph', async (checks) => {
        checks.add(1, disagreements);
        return 'has all that was asked and answered';
      });
    }
    await report.step('The log of the app', async (checks) => checkLog(scene, checks, output, problems));
    return {
      passed: report.differences().length === 0,
      checks: report.checks(),
      differences: report.differences(),
      seconds: Number(((performance.now() - begun) / 1000).toFixed(1)),
      users,
      total: totalOf(scene, users),
    };
  } finally {
    lookBack(stack);
    await stack.close();
  }
}

interface Cast {
  readonly many: CardUser;
  readonly few: CardUser;
}

/** Plays the story as far as possible. Returns the counts from before the first link ended. */
async function play(scene: Scene, report: Report, cast: Cast): Promise<Summary['users']> {
  let users: Summary['users'] | undefined;
  try {
    await keepInSync(scene, report, cast);
    users = countUsers(scene);
    await endLinks(scene, report, cast);
  } catch (failure) {
    if (!(failure instanceof StoryEnded)) throw failure;
  }
  return users ?? countUsers(scene);
}

async function keepInSync(scene: Scene, { step }: Report, { few }: Cast): Promise<void> {
  const administrator = scene.administrator.person.name;
  const everyone = scene.users.map(({ person }) => person.name).join(', ');
  await step('A stack on this machine', async (checks) => {
    const ready = await fetch(`${scene.stack.app.origin}/readyz`);
    checks.that(ready.ok, `the app is not ready (${ready.status})`);
    return 'the app and the services that it talks to, ready';
  });
  await step(`${administrator} connects Microsoft 365`, (checks) => connect(scene, checks));
  await step(`${administrator} prepares`, (checks) => prepare(scene, checks));
  await step(`${administrator} invites`, (checks) => invite(scene, checks, few));
  await step('The mailboxes before', () => fillMailboxes(scene));
  const slowCards = enterSlowCards(scene);
  await step(`${everyone} link their mailboxes`, (checks) => link(scene, checks));
  await step('People edit contacts in Outlook', (checks) => editInOutlook(scene, checks));
  await step('Cards are edited, added and completed', (checks) => changeCards(scene, checks, slowCards));
  await step('Cards are deleted, merged and given away', (checks) => loseCards(scene, checks));
  await step(`${few.person.name} deletes the folder in Outlook`, (checks) => deleteFolder(scene, checks, few));
}

async function endLinks(scene: Scene, { step }: Report, { many, few }: Cast): Promise<void> {
  await step(`${many.person.name} unlinks`, (checks) => unlink(scene, checks, many, 'keep'));
  await step(`${few.person.name} unlinks`, (checks) => unlink(scene, checks, few, 'delete'));
  await step(`${scene.administrator.person.name} disconnects`, (checks) => disconnect(scene, checks));
}
