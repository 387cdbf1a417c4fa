import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { holdsDesired } from '../../../shared/contacts/held-contact.ts';
import type { Mailbox } from '../../../shared/contacts/mailbox.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import type { ContactId, FolderId } from '../../../shared/ids.ts';
import { hanako } from '../../emulators/fixtures/graph-tenant.ts';
import { openOutlook } from '../../simulation/outlook.ts';
import { outlookMailbox } from '../../simulation/outlook-mailbox.ts';
import { startTimeline } from '../../simulation/timeline.ts';
import { startWatch } from '../../simulation/watch.ts';
import { blankCard, ordinaryCard } from '../../unit/fixtures/cards.ts';
import { contactId, NOON } from '../../unit/fixtures/links.ts';
import { FOLDER_STAMP, stampOf, startMailbox } from '../fixtures/mailbox.ts';

/** A mailbox with our folder, and what its owner and Outlook do to it. */
interface World {
  readonly mailbox: Mailbox;
  readonly folderId: FolderId;
  edit(contact: ContactId, changes: { jobTitle?: string; personalNotes?: string }): void;
  /** Gives every contact another version. */
  touch(): void;
}

let tenant: Awaited<ReturnType<typeof startMailbox>>;
beforeAll(async () => {
  tenant = await startMailbox();
});
afterAll(() => tenant.graph.close());

async function graph(): Promise<World> {
  const { id } = await tenant.withFolder();
  return {
    mailbox: tenant.mailbox,
    folderId: id,
    edit: (contact, properties) => tenant.graph.act(hanako, { kind: 'edit-contact', contactId: contact, properties }),
    touch: () => tenant.graph.act(hanako, { kind: 'touch-contacts' }),
  };
}

async function simulation(): Promise<World> {
  const timeline = startTimeline(NOON);
  const outlook = openOutlook(timeline, 'hanako');
  const folder = outlook.addFolder('Sansan', FOLDER_STAMP);
  if (folder === undefined) throw new Error('The mailbox was not empty.');
  const by = { id: 1, what: 'test', startedAt: 0, generation: 1, alive: true, onDeath: () => undefined };
  const mailbox = outlookMailbox(
    {
      wire: { call: async (_, { effect }) => effect(undefined) },
      timeline,
      watch: startWatch(timeline),
      chance: () => 0,
      opens: () => outlook,
      linkOf: () => undefined,
      mayRemove: () => true,
    },
    by,
    async () => 'token',
  );
  return {
    mailbox,
    folderId: folder.id,
    edit: (id, { jobTitle, personalNotes }) => {
      const contact = outlook.contacts.get(id);
      if (contact?.fields === undefined) throw new Error('The contact is there.');
      contact.fields = { ...contact.fields, ...(jobTitle === undefined ? {} : { jobTitle }) };
      contact.notes = personalNotes ?? contact.notes;
      contact.version += 1;
    },
    touch: () => {
      for (const contact of outlook.contacts.values()) contact.version += 1;
    },
  };
}

const CARDS = { full: ordinaryCard({ id: 'FULL' }), bare: blankCard({ id: 'BARE', companyName: '見本商事' }) };
const desiredOf = (card: keyof typeof CARDS) => ({
  fields: mapCard(CARDS[card], 'as-printed'),
  notes: `notes of ${card}\n`,
});

describe.each([
  ['Microsoft Graph', graph],
  ['the simulated Outlook', simulation],
])('WIRE, C8 what contacts hold, from %s', (_, start) => {
  async function started() {
    const world = await start();
    const { mailbox, folderId } = world;
    const make = async (card: keyof typeof CARDS) => {
      const stamp = stampOf(CARDS[card].id);
      const [answer] = await mailbox.write([{ kind: 'create', folderId, ...desiredOf(card), stamp }]);
      if (answer?.kind !== 'done') throw new Error('The contact was not created.');
      return answer.contactId;
    };
    const held = async (id: ContactId) => {
      const contents = (await mailbox.contentsOf(folderId, [id])).get(id);
      if (contents === undefined || 'kind' in contents) throw new Error('The contact was not read.');
      return contents;
    };
    return { ...world, held, full: await make('full'), bare: await make('bare') };
  }

  test('is what was written, whether a field is full or empty, as far as they are there', async () => {
    const { mailbox, folderId, full, bare, held } = await started();
    const contents = await mailbox.contentsOf(folderId, [bare, contactId('nobody'), full]);
    expect([...contents.keys()]).toEqual([bare, full]);
    expect(holdsDesired(await held(full), desiredOf('full'))).toBe(true);
    expect(holdsDesired(await held(bare), desiredOf('bare'))).toBe(true);
    expect(holdsDesired(await held(bare), desiredOf('full'))).toBe(false);
  });

  test('is the same when only the version moved, which is that of a listing', async () => {
    const { mailbox, folderId, full, held, touch } = await started();
    const before = await held(full);
    touch();
    const after = await held(full);
    expect(after).toEqual({ ...before, version: after.version });
    expect(after.version).not.toBe(before.version);
    for await (const page of mailbox.contactsIn(folderId))
      expect(page.find(({ id }) => id === full)?.version).toBe(after.version);
  });

  test('is the same with a note of the person, and another with an edited field or without our block', async () => {
    const { full, bare, held, edit } = await started();
    edit(full, { personalNotes: 'notes of full\nmine' });
    expect(holdsDesired(await held(full), desiredOf('full'))).toBe(true);
    edit(bare, { jobTitle: '部長' });
    expect(holdsDesired(await held(bare), desiredOf('bare'))).toBe(false);
    edit(full, { personalNotes: 'mine' });
    expect(holdsDesired(await held(full), desiredOf('full'))).toBe(false);
  });
});
