import type { ApiKeyDependencies } from '../../shared/api-keys/supply-key.ts';
import { MINUTE } from '../../shared/clock.ts';
import { tokenProvider } from '../../shared/identity/token-provider.ts';
import type { LinkKey, SecretName } from '../../shared/ids.ts';
import { instant, tenantIdSchema } from '../../shared/ids.ts';
import type { Link } from '../../shared/links/link.ts';
import { newLink } from '../../shared/links/link-transitions.ts';
import type { LinkingDependencies } from '../../shared/links/linking/linking-dependencies.ts';
import { slotOf } from '../../shared/links/slot.ts';
import type { NotificationDependencies } from '../../shared/notifications/deliver.ts';
import { reportPoisonNotification, sendNotification } from '../../shared/notifications/send-notification.ts';
import { cleanUp } from '../../shared/offboarding/clean-up.ts';
import type { DisconnectDependencies } from '../../shared/offboarding/disconnect.ts';
import { newOrganization, type Organization } from '../../shared/organizations/organization.ts';
import { freshSecretName } from '../../shared/secrets.ts';
import { reportPoisonMessage } from '../../shared/sync/poison-messages.ts';
import { runSync } from '../../shared/sync/run.ts';
import type { Limits } from '../../shared/sync/run-limits.ts';
import { type ScheduleStore, scheduleSyncs } from '../../shared/sync/schedule.ts';
import type { SyncDependencies } from '../../shared/sync/sync-dependencies.ts';
import { linkKey, NOON } from '../unit/fixtures/links.ts';
import { type CardBox, cardSource, openCardBox } from './card-system.ts';
import { chanceFrom } from './chance.ts';
import { type Fault, type FaultPlan, planFaults } from './faults.ts';
import { type Invocation, layWire } from './invocation.ts';
import { mailServer } from './mail-server.ts';
import { type Outlook, openOutlook, type StoredContact } from './outlook.ts';
import { outlookMailbox } from './outlook-mailbox.ts';
import { type Delivery, type Handled, type MessageQueues, openQueues } from './queues.ts';
import { openSignInService, type SignInService } from './sign-in-service.ts';
import { emptyStorage, nameOf, type Storage, storagePorts } from './stores.ts';
import { startTimeline, type Timeline } from './timeline.ts';
import { startWatch, type Watch } from './watch.ts';

export const FOLDER_NAME = 'Sansan';
const TENANT = tenantIdSchema.parse('11111111-1111-4111-8111-111111111111');

/** One user with a mailbox and cards. */
export interface Resident {
  readonly key: LinkKey;
  readonly name: string;
  readonly outlook: Outlook;
  readonly box: CardBox;
}

export type AppDependencies = SyncDependencies &
  LinkingDependencies &
  ApiKeyDependencies &
  NotificationDependencies &
  DisconnectDependencies & { readonly schedule: ScheduleStore };

/** The whole program in a world of its own. */
export interface House {
  readonly timeline: Timeline;
  readonly faults: FaultPlan;
  readonly watch: Watch;
  readonly storage: Storage;
  readonly residents: readonly [Resident, Resident];
  readonly signIns: SignInService;
  readonly queues: MessageQueues;
  readonly trace: readonly string[];
  /** The platform replaces the instance: whoever is running is told to leave the rest to another. */
  replaceInstance(): void;
  /** A timer that does not come for a while, as after an outage of the platform. */
  pauseTimer(paused: boolean): void;
  linkOf(resident: Resident): Link | undefined;
  /** Starts a function, as the platform does for a message, a timer or a browser. Ends when it does, or dies. */
  start(what: string, run: (deps: AppDependencies) => Promise<unknown>, generation?: number): Promise<Handled>;
}

/** An organization that is connected, and two users with keys who have not linked yet. */
export function buildHouse(seed: number, planned: readonly Fault[], limits: Limits): House {
  const timeline = startTimeline(NOON);
  const faults = planFaults(planned);
  const watch = startWatch(timeline);
  const chance = chanceFrom(seed);
  const trace: string[] = [];
  const tell = (line: string) => void trace.push(`${new Date(timeline.now()).toISOString().slice(8, 23)} ${line}`);
  const wire = layWire(timeline, faults, chance, tell);
  const signIns = openSignInService(timeline);
  const storage = emptyStorage(told(connected(newOrganization(linkKey().organizationId, '見本商事', true), timeline)));
  const residents = [settle('hanako'), settle('ichiro')] as const;
  const queues = openQueues(timeline, watch, chance, handle);
  /** Keys that an instance of the program keeps in memory. */
  const keptKeys = new Map<SecretName, string>();
  /** How many contacts of cards that are there may still go on a person's word, by the hold that the word was given on. */
  const confirmed = new Map<string, number>();
  let invocations = 0;
  let instanceSince = 0;

  function settle(name: string): Resident {
    const key = linkKey(name);
    const box = openCardBox(timeline, name);
    const secret = freshSecretName('card-key', key.organizationId, name);
    storage.secrets.set(secret, { value: box.key, writtenAt: NOON });
    const cardKey = { secret, ownerId: box.email, suppliedAt: instant(NOON), suppliedBy: 'administrator' } as const;
    const link = { ...newLink(key, { email: box.email, language: 'ja' }), cardKey };
    storage.linkDocuments.set(nameOf(key), link);
    // In memory, so it is there at once.
    void storage.links.create(link);
    return { key, name, outlook: openOutlook(timeline, name), box };
  }

  function dependenciesOf(by: Invocation): AppDependencies {
    const ports = storagePorts(storage, wire, watch, timeline, by);
    const signIn = signIns.as(wire, by);
    const boxes = residents.map(({ box }) => box);
    const tryKey = (key: string) => cardSource(wire, timeline, by, boxes, key);
    const mailboxDependencies = {
      wire,
      timeline,
      watch,
      chance,
      opens: (token: string) => residents.find(({ name }) => name === signIns.opens(token))?.outlook,
      linkOf: (outlook: Outlook) => storage.linkDocuments.get(nameOf(linkKey(outlook.name))),
      mayRemove,
    };
    return {
      ...ports,
      clock: timeline.clock,
      signIn,
      tokens: tokenProvider(ports.vault, signIn, timeline.clock),
      queues: queues.as(wire, by),
      log: {
        record: (event, fields) => {
          watch.said(event, fields);
          if (event === 'ledger-digest-wrong') watch.violated('a ledger was found with another digest');
        },
      },
      tryKey,
      cardsOf: async (secret) => {
        const kept = keptKeys.get(secret) ?? (await ports.vault.read(secret))?.value ?? '';
        keptKeys.set(secret, kept);
        return tryKey(kept);
      },
      mailboxOf: (accessToken) => outlookMailbox(mailboxDependencies, by, accessToken),
      linkCallbackUri: 'https://meishi.example/linked',
      notifier: mailServer(wire, watch, by),
      webhook: { post: async () => ({ kind: 'sent' }) },
      portal: 'https://meishi.example',
      limits,
      restoredAt: null,
      isShuttingDown: () => by.startedAt < instanceSince,
    };
  }

  function start(
    what: string,
    run: (deps: AppDependencies) => Promise<unknown>,
    generation?: number,
  ): Promise<Handled> {
    return new Promise((resolve) => {
      const by: Invocation = {
        id: ++invocations,
        what,
        startedAt: timeline.now(),
        generation,
        alive: true,
        onDeath: () => {
          keptKeys.clear();
          resolve('died');
        },
      };
      tell(`${what}#${by.id} starts`);
      const end = (handled: Handled, how: unknown) => {
        tell(`${what}#${by.id} ${handled}: ${how}`);
        watch.ended(by, handled === 'done');
        resolve(handled);
      };
      run(dependenciesOf(by)).then(
        (answer) => end('done', JSON.stringify(answer)),
        (failure: unknown) => end('failed', failure),
      );
    });
  }

  function handle({ queue, message }: Delivery): Promise<Handled> {
    switch (queue) {
      case 'sync':
        return start(`sync ${message.userId}`, (deps) => runSync(deps, message), message.generation);
      case 'clean-up':
        // Nobody erases an organization here.
        return start('clean-up', async (deps) => message.scope !== 'erasure' && cleanUp(deps, message));
      case 'notice':
        return start(queue, (deps) => sendNotification(deps, message));
      case 'notice-poison':
        return start(queue, async (deps) => reportPoisonNotification(deps.log, queue, message));
      case 'sync-poison':
      case 'clean-up-poison':
        return start(queue, (deps) => reportPoisonMessage(deps, queue, message));
    }
  }

  /** The timer's minutes in which somebody is served; in the others it would find nobody. */
  const slots = new Set(residents.map(({ key }) => slotOf(key)));
  let paused = false;
  function tick(): void {
    const minute = Math.floor(timeline.now() / MINUTE) + 1;
    timeline.after(minute * MINUTE - timeline.now(), () => {
      if (!paused && slots.has(minute % 30)) void start('timer', (deps) => scheduleSyncs(deps, deps.schedule));
      tick();
    });
  }

  function residentOf(outlook: Outlook): Resident {
    return outlook === residents[0].outlook ? residents[0] : residents[1];
  }

  /**
   * A contact may go when its card is gone or came back only lately, or when the card has another contact, or had one until
   * its owner took that away while the run was going, or when a person confirmed so many removals. A person's copy of a card that is there stays, but for one that looks
   * like a create in doubt.
   */
  function mayRemove(outlook: Outlook, { stamp, folderId, byPerson }: StoredContact, runStarted: number): boolean {
    const id = stamp?.cardId ?? '';
    const card = [...residentOf(outlook).box.cards.values()].find((stored) => stored.card.id === id);
    if (card === undefined || card.since > runStarted) return true;
    const { unresolved: doubt, hold } = storage.linkDocuments.get(nameOf(linkKey(outlook.name)))?.sync ?? {};
    const unresolved = doubt?.attempts ?? [];
    if (byPerson && !unresolved.includes(stamp?.attempt ?? 0)) return false;
    if ((outlook.takenOut.get(id) ?? 0) >= runStarted) return true;
    // The person was shown that it would go, and confirmed that (PRODUCT C6), though the card system was wrong twice.
    if (hold?.decision === 'apply') {
      const of = `${outlook.name} ${hold.since}`;
      const left = confirmed.get(of) ?? hold.removals;
      confirmed.set(of, left - 1);
      if (left > 0) return true;
    }
    return outlook.contactsIn(folderId).filter((other) => other.stamp?.cardId === id).length > 1;
  }

  tick();
  return {
    timeline,
    faults,
    watch,
    storage,
    residents,
    signIns,
    queues,
    trace,
    replaceInstance: () => {
      instanceSince = timeline.now();
      keptKeys.clear();
    },
    pauseTimer: (pause) => {
      paused = pause;
    },
    linkOf: ({ key }) => storage.linkDocuments.get(nameOf(key)),
    start,
  };
}

/** The organization with its next connection, as after a consent. */
export function connected(organization: Organization, timeline: Timeline): Organization {
  const since = instant(timeline.now());
  const generation = organization.contacts.generation + 1;
  const contacts = { state: 'connected', generation, tenantId: TENANT, since, provenBy: 'admin' } as const;
  return { ...organization, contacts };
}

/** The organization with an administrator who wants to be told. */
function told(organization: Organization): Organization {
  return { ...organization, notices: { ...organization.notices, to: ['admin@mihon.example.com'] } };
}
