import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startGraphEmulator } from '../../local/emulators/graph/emulator.ts';
import { memoryStore } from '../../local/emulators/store.ts';
import { type Person, type Population, peopleOf, TENANT } from './population.ts';

// The mailboxes in a process of their own: a commit to the database takes none of their time, as in the cloud.

/** What the parent needs to know of the mailboxes. */
export interface Mailboxes {
  readonly graph: string;
  /** Access tokens by the object ids of their people. */
  readonly accessTokens: Readonly<Record<string, string>>;
}

const population: Population = JSON.parse(process.argv[2] ?? '');
const people = peopleOf(population);
const issuer = (tenantId: string) => `https://sts.windows.net/${tenantId}/`;
const { publicKey, privateKey } = await generateKeyPair('RS256');

function accessToken({ objectId }: Person): Promise<string> {
  return new SignJWT({ tid: TENANT, oid: objectId, appid: 'contacts-app', scp: 'openid Contacts.ReadWrite' })
    .setProtectedHeader({ alg: 'RS256' })
    .setAudience('https://graph.microsoft.com')
    .setIssuer(issuer(TENANT))
    .setExpirationTime('2h')
    .sign(privateKey);
}

const graph = await startGraphEmulator({
  store: memoryStore(),
  keys: createLocalJWKSet({ keys: [await exportJWK(publicKey)] }),
  issuer,
  mailboxes: people.map(({ objectId, userId }) => ({
    tenantId: TENANT,
    objectId,
    address: `${userId}@mihon.example.com`,
    displayName: userId,
  })),
});

const mailboxes: Mailboxes = {
  graph: graph.origin,
  accessTokens: Object.fromEntries(
    await Promise.all(people.map(async (person) => [person.objectId, await accessToken(person)])),
  ),
};
process.on('disconnect', () => process.exit());
process.send?.(mailboxes);
