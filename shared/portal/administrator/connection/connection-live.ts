import type { Connection } from '../../../organizations/organization.ts';
import { AT_REST, quarters, WHILE_MOVING } from '../../components/live-region.ts';
import type { LiveState } from '../../components/live-state.ts';
import { type Ending, progressOf } from './ending-note.ts';

/** Polling interval in seconds while another person's consent is awaited. */
const WHILE_WAITING = 10;

/** The live state of the connections: a consent arrives, links end and are cleaned up. */
export function connectionLive({ words, organization, ending }: Ending): LiveState {
  const { ended, contacts, mail } = organization;
  const text = words.administrator;
  const progress = ended === null || ending === 0 ? null : progressOf(ended, ending);
  return {
    version: [contacts, mail]
      .map(stamp)
      .concat(progress === null ? [] : 'ending')
      .join(' '),
    says: progress === null ? restSays({ words, organization }) : text.endingAt(quarters(progress)),
    every: progress !== null ? WHILE_MOVING : isWaiting(organization) ? WHILE_WAITING : AT_REST,
    moving: progress !== null,
    well: progress === null,
    progress: progress && { ...progress, text: text.endingProgress(progress.done, progress.total) },
  };
}

/** Whether an open page of these connections should poll. */
export function isWorthWatching({ organization, ending }: Ending): boolean {
  return (organization.ended !== null && ending > 0) || isWaiting(organization);
}

function isWaiting({ contacts, mail }: Ending['organization']): boolean {
  return contacts.state === 'waiting' || mail.state === 'waiting';
}

function restSays({ words, organization: { ended, contacts } }: Pick<Ending, 'words' | 'organization'>): string {
  if (contacts.state === 'connected') return words.organization.connected;
  return ended === null ? words.organization.waiting : words.administrator.endingOver;
}

function stamp(connection: Connection): string {
  const { state, generation } = connection;
  return [state, generation, state === 'waiting' ? (connection.failure?.at ?? '') : ''].join('/');
}
