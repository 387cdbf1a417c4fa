import { supplyKey } from '../../shared/api-keys/supply-key.ts';
import { HOUR } from '../../shared/clock.ts';
import { hashOf } from '../../shared/identity/attempt.ts';
import type { Session } from '../../shared/identity/session.ts';
import { instant } from '../../shared/ids.ts';
import type { FolderAnswer } from '../../shared/links/linking/folder-conflict.ts';
import { finishLinking, startLinking } from '../../shared/links/linking/link-sign-in.ts';
import { FOLDER_NAME, type House, type Resident } from './house.ts';
import { CONTACTS } from './outlook.ts';
import { CANARY } from './watch.ts';

/**
 * Signs in and links. A folder that is in the way is renamed by hand, as the screen asks; linking again is another visit.
 * For the folder of an earlier link there are buttons as well.
 */
export function linkResident(house: House, resident: Resident, button?: FolderAnswer['what']): void {
  const { name, outlook } = resident;
  const session = sessionOf(house, resident);
  void house.start(`link ${name}`, async (deps) => {
    const signIn = async (answer?: FolderAnswer) => {
      const started = await startLinking(deps, session, { folder: answer });
      if (started.kind !== 'redirect') return started;
      const state = new URL(started.url).searchParams.get('state') ?? '';
      return finishLinking(deps, session, new URLSearchParams({ state, code: name }));
    };
    const step = await signIn();
    if (step.kind === 'own-folder' && button !== undefined) return signIn({ what: button, question: step.question });
    if (step.kind === 'own-folder' || (step.kind === 'failed' && step.code === 'folder-exists')) {
      for (const folder of outlook.folders.values()) {
        if (folder.parentId === CONTACTS && folder.name === FOLDER_NAME) folder.name = `旧 ${house.timeline.now()}`;
      }
    }
    return step;
  });
}

/** The person takes a new key from the card system and enters it. */
export function enterNewKey(house: House, { box, key, name }: Resident): void {
  const apiKey = box.newKey();
  const entry = { ...key, email: box.email, apiKey, by: 'user', actor: 'user' } as const;
  void house.start(`new key ${name}`, (deps) => supplyKey(deps, entry));
}

/** The portal's session of a person who is an administrator as well. */
export function sessionOf(house: House, { key, box, name }: Resident): Session {
  const now = house.timeline.now();
  const { organization } = house.storage;
  const who = { ...key, name, verifiedEmail: box.email, administrator: true };
  return {
    id: hashOf(name),
    person: { ...who, organizationName: organization.name, entitled: organization.entitled },
    csrfToken: CANARY,
    startedAt: instant(now),
    seenAt: instant(now),
    expiresAt: instant(now + HOUR),
  };
}
