import { randomUUID } from 'node:crypto';
import { type Clock, MINUTE, SECOND } from '../clock.ts';
import { type MailboxSignIn, TokenFailure } from '../identity/mailbox-sign-in.ts';
import type { Counters } from '../identity/rate-limit.ts';
import { type OrganizationId, secretNameSchema, type TenantId } from '../ids.ts';
import type { ReachableNotifier } from '../notifications/channels.ts';
import type { Queues } from '../queues.ts';
import { forget, type SecretVault } from '../secrets.ts';
import type { ScheduleStore } from '../sync/schedule.ts';
import { VERSION } from '../version.ts';
import { CheckFailure, type Checks, compareClock } from './deployment-check.ts';

export interface CheckDependencies {
  readonly clock: Clock;
  readonly counters: Counters;
  readonly vault: SecretVault;
  readonly queues: Pick<Queues, 'cleanUp'>;
  /** Whose administrator asks. */
  readonly organizationId: OrganizationId;
  readonly reachQueues: () => Promise<unknown>;
  readonly schedule: Pick<ScheduleStore, 'lastServed'>;
  /** The registration for contacts, and one of its redirect URIs. */
  readonly signIn: Pick<MailboxSignIn, 'redeemLink'>;
  readonly redirectUri: string;
  /** The tenant in which the credential is tried; `undefined` while none is known. */
  readonly tenantId: TenantId | undefined;
  readonly graph: string;
  readonly cards: string;
  /** `undefined` when mail is not configured. */
  readonly notifier: Pick<ReachableNotifier, 'reach'> | undefined;
  readonly portal: string;
}

const REQUEST_TIMEOUT = 10 * SECOND;
/** The timer runs every minute. */
const TIMER_MAY_BE_LATE = 5 * MINUTE;

/** Checks that change nothing: what they write is theirs alone, and goes again. */
export function deploymentChecks(deps: CheckDependencies): Checks {
  const { clock, counters, vault, notifier, tenantId } = deps;
  return {
    async database() {
      await counters.add('deployment-check', new Date(clock.now().getTime() + MINUTE));
      return 'good';
    },
    async vault() {
      const name = secretNameSchema.parse(`probe-${randomUUID()}`);
      try {
        await vault.write(name, 'nothing');
        if ((await vault.read(name))?.value !== 'nothing') throw new CheckFailure('not-there');
      } finally {
        await forget(deps, { organizationId: deps.organizationId, userId: null }, [name]);
      }
      // Whether it may be purged is answered at once; that it is gone is seen to by the clean-up queue.
      await vault.purge(name);
      return 'good';
    },
    async queues() {
      await deps.reachQueues();
      return 'good';
    },
    // The host calls the timer only while it holds a lease in its storage account.
    async timer() {
      const last = await deps.schedule.lastServed();
      if (last === undefined || clock.now().getTime() - Date.parse(last) > TIMER_MAY_BE_LATE) {
        throw new CheckFailure('late');
      }
      return 'good';
    },
    async entra() {
      if (tenantId === undefined) return 'skipped';
      // A made-up code: Microsoft looks at the app's own credential first, and refuses the code only then.
      const made = { code: 'deployment-check', codeVerifier: randomUUID() + randomUUID(), nonce: randomUUID() };
      try {
        await deps.signIn.redeemLink({ ...made, tenantId, redirectUri: deps.redirectUri });
      } catch (failure) {
        if (failure instanceof TokenFailure && failure.code === 'invalid_grant') return 'good';
        throw failure;
      }
      throw new CheckFailure('unknown');
    },
    async graph() {
      await reach(`${deps.graph}/v1.0/me`);
      return 'good';
    },
    async cards() {
      await reach(deps.cards);
      return 'good';
    },
    async mail() {
      if (notifier === undefined) return 'skipped';
      await notifier.reach();
      return 'good';
    },
    async address() {
      const response = await reach(`${deps.portal}/healthz`);
      if (response.headers.get('x-version') !== VERSION) throw new CheckFailure('other-app');
      return 'good';
    },
    async clock() {
      compareClock(clock, (await reach(`${deps.graph}/v1.0/me`)).headers.get('date'));
      return 'good';
    },
  };
}

/** Any answer but a server's failure will do: without a token or key, the services refuse. */
async function reach(url: string): Promise<Response> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(REQUEST_TIMEOUT) });
  await response.body?.cancel();
  if (response.status >= 500) throw new CheckFailure('unreachable');
  return response;
}
