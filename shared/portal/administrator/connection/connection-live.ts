import type { FirstSteps } from '../../../links/first-steps.ts';
import { AT_REST, quarters, versionOf, WHILE_MOVING } from '../../components/live-region.ts';
import type { LiveState } from '../../components/live-state.ts';
import { type Ending, progressOf } from './ending-note.ts';

/** Polling interval in seconds while another person's consent is awaited. */
const WHILE_WAITING = 10;

interface ConnectionsShown extends Ending {
  readonly firstSteps: FirstSteps | undefined;
  /** Number of users whose sync stopped because the consent is missing. */
  readonly affected: number;
}

/** The live state of the connections: a consent arrives or gets lost, links end and are cleaned up. */
export function connectionLive({ words, organization, ending, firstSteps, affected }: ConnectionsShown): LiveState {
  const { ended, contacts, mail } = organization;
  const text = words.administrator;
  const progress = ended === null || ending === 0 ? null : progressOf(ended, ending);
  return {
    version: versionOf([contacts, mail, ended, progress === null, firstSteps, affected]),
    says: progress === null ? restSays({ words, organization }) : text.endingAt(quarters(progress)),
    every: progress !== null ? WHILE_MOVING : isWaiting(organization) ? WHILE_WAITING : AT_REST,
    moving: progress !== null,
    well: progress === null,
    progress: progress && { ...progress, text: text.endingProgress(progress.done, progress.total) },
  };
}

function isWaiting({ contacts, mail }: Ending['organization']): boolean {
  return contacts.state === 'waiting' || mail.state === 'waiting';
}

function restSays({ words, organization: { ended, contacts } }: Pick<Ending, 'words' | 'organization'>): string {
  const text = words.organization;
  switch (contacts.state) {
    case 'connected':
      return contacts.missing?.proven === true ? text.consentMissing : text.connected;
    case 'waiting':
      return text.waiting;
    case 'off':
      return ended === null ? text.notConnected : words.administrator.endingOver;
  }
}
