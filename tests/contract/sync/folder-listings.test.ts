import { describe, expect, test } from '@jest/globals';
import type { Weather } from '../../../local/emulators/graph/weather.ts';
import { HOUR } from '../../../shared/clock.ts';
import { CONTACT_STAMP_PROPERTY, readContactStamp, writeContactStamp } from '../../../shared/contacts/stamp.ts';
import { instant } from '../../../shared/ids.ts';
import { rebuild, syncNow } from '../../../shared/sync/request-run.ts';
import { hanako } from '../../emulators/fixtures/graph-tenant.ts';
import { type BeforeFirstSync, eachFromFirstSync, type SyncedUser } from '../fixtures/synced-user.ts';

const CARDS = 30;
let user: SyncedUser;
let synced: BeforeFirstSync;
eachFromFirstSync(CARDS, async (...started) => {
  [user, synced] = started;
  await synced.run({ bulk: true });
});

const run = () => synced.run({ bulk: true });
const ids = () => user.tenant.seen().map(({ id }) => id);
const remove = (count: number) => {
  for (const contactId of ids().slice(0, count)) user.tenant.graph.act(hanako, { kind: 'delete-contact', contactId });
};
const lookUps = () =>
  user.tenant.graph.requests.summary().byOperation['GET /me/contactFolders/:folderId/contacts/:contactId'] ?? 0;

/** A contact beside the first one, with its stamp but for the attempt. */
function secondOf(changes: object = {}, attempts = 1): string {
  const [first] = user.tenant.seen();
  const property = first?.singleValueExtendedProperties.find(({ value }) => value.startsWith('1|'));
  const stamp = readContactStamp(property?.value ?? '');
  if (first === undefined || stamp === undefined) throw new Error('There is a contact with a stamp.');
  const value = writeContactStamp({ ...stamp, attempt: stamp.attempt + attempts });
  const { givenName, surname, personalNotes } = first;
  return (
    user.tenant.graph.act(hanako, {
      kind: 'create-contact',
      folderId: first.parentFolderId,
      properties: {
        givenName,
        surname,
        personalNotes,
        singleValueExtendedProperties: [{ id: CONTACT_STAMP_PROPERTY, value }],
        ...changes,
      },
    }) ?? ''
  );
}

describe('C13 a listing of the folder', () => {
  test.each<[string, Partial<Weather>]>([
    ['lacks contacts', { leftOut: [0, 7, 29] }],
    ['lacks contacts once', { leftOut: [3], listings: 1 }],
    ['ends early', { endsAfter: 4 }],
    ['is empty', { endsAfter: 0 }],
    ['is of a replica that is behind', { behindSeconds: 3600 }],
    ['shows contacts without their properties', { bareContacts: true }],
    ['has short pages', { shortPages: 3 }],
  ])('that %s makes no contact again and forgets none', async (_, weather) => {
    const before = ids();
    user.tenant.graph.setWeather(weather);
    for (const ask of [syncNow, rebuild]) {
      await ask(synced.deps, user.key);
      expect(await run()).toBe('unchanged');
    }
    expect(ids()).toEqual(before);
    user.tenant.graph.setWeather({});
    await syncNow(synced.deps, user.key);
    user.tenant.graph.requests.clear();
    expect(await run()).toBe('unchanged');
    expect(lookUps()).toBe(0);
  });

  test('that lacks a deleted contact brings it back, after one look at its id', async () => {
    remove(1);
    await syncNow(synced.deps, user.key);
    user.tenant.graph.requests.clear();
    expect(await run()).toBe('finished');
    expect([ids().length, lookUps()]).toEqual([CARDS, 1]);
  });

  test('that lacks very many brings them back when they are still gone after an hour', async () => {
    remove(20);
    await syncNow(synced.deps, user.key);
    expect(await run()).toBe('unchanged');
    const { absent } = await synced.sync();
    expect([ids().length, absent?.contacts]).toEqual([CARDS - 20, 20]);
    await synced.remember({ absent: absent && { ...absent, since: instant(Date.now() - HOUR) } });
    expect(await run()).toBe('finished');
    expect([ids().length, (await synced.sync()).absent]).toEqual([CARDS, null]);
  });

  test('that lacks very many brings them back at once for a person who asks for a rebuild', async () => {
    remove(20);
    await rebuild(synced.deps, user.key);
    expect(await run()).toBe('finished');
    expect(ids()).toHaveLength(CARDS);
  });

  test('that is not whole has no create in doubt repeated', async () => {
    user.sansan.addCard('owner-1', { lastName: '新規' });
    user.tenant.graph.faults.add({
      match: '^POST /me/contactFolders/[^/]+/contacts',
      effect: { kind: 'lose-answer' },
    });
    expect(await run()).toBe('to-be-continued');
    expect(ids()).toHaveLength(CARDS + 1);
    await synced.remember({ notBefore: null });
    user.tenant.graph.setWeather({ leftOut: [0, CARDS] });
    await run();
    expect(ids()).toHaveLength(CARDS + 1);
    user.tenant.graph.setWeather({});
    await synced.remember({ notBefore: null });
    await run();
    expect(ids()).toHaveLength(CARDS + 1);
  });
});

describe('C14 a second contact of a card', () => {
  test('of ours is counted, told, and removed by a rebuild alone', async () => {
    const second = secondOf();
    await syncNow(synced.deps, user.key);
    expect(await run()).toBe('unchanged');
    expect([ids().includes(second), (await synced.sync()).doubles]).toEqual([true, 1]);
    expect(user.events().findLast(({ event }) => event === 'doubles-found')).toMatchObject({ doubles: 1 });
    await rebuild(synced.deps, user.key);
    expect(await run()).toBe('finished');
    expect([ids().includes(second), ids().length, (await synced.sync()).doubles]).toEqual([false, CARDS, 0]);
  });

  test('stays when its person added something to it', async () => {
    const second = secondOf({ birthday: '1980-01-01T00:00:00Z' });
    await rebuild(synced.deps, user.key);
    await run();
    expect([ids().includes(second), (await synced.sync()).doubles]).toEqual([true, 1]);
  });

  test('stays when it is a copy that its person made, or one that was brought back', async () => {
    const [first = ''] = ids();
    const { folder } = (await synced.link()).link.state as { folder: { id: string } };
    const copy = user.tenant.graph.act(hanako, { kind: 'copy-contact', contactId: first, folderId: folder.id });
    await rebuild(synced.deps, user.key);
    await run();
    expect(ids()).toContain(copy);
    const [, other = ''] = ids();
    const away = user.tenant.graph.act(hanako, { kind: 'move-contact', contactId: other, folderId: 'contacts' }) ?? '';
    await rebuild(synced.deps, user.key);
    await run();
    const back = user.tenant.graph.act(hanako, { kind: 'move-contact', contactId: away, folderId: folder.id });
    await rebuild(synced.deps, user.key);
    await run();
    expect(ids()).toContain(back);
    expect((await synced.sync()).doubles).toBe(0);
  });

  test('goes with its card', async () => {
    const second = secondOf();
    const [stamp] =
      user.tenant.seen()[0]?.singleValueExtendedProperties.filter(({ value }) => /^1\|/.test(value)) ?? [];
    user.sansan.removeCard(readContactStamp(stamp?.value ?? '')?.cardId ?? '');
    await syncNow(synced.deps, user.key);
    expect(await run()).toBe('finished');
    expect([ids().includes(second), ids().length]).toEqual([false, CARDS - 1]);
  });
});
