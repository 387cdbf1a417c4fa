import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import * as z from 'zod';
import type { GraphEnv } from './caller.ts';
import { parseContact, requireGivenName } from './contact-properties.ts';
import { extendedProperties } from './extended-properties.ts';
import { GraphError, notFound } from './graph-error.ts';
import type { StoredContact, StoredFolder } from './mailbox-records.ts';
import { type Listing, listingQuery, viewQuery } from './odata-query.ts';
import { parseBody, readJson } from './request-body.ts';
import { contactView, etag, folderView } from './views.ts';
import type { Sky, Weather } from './weather.ts';

/** Duration of a request at the mailbox, in milliseconds. */
export interface Latency {
  readMs: number;
  writeMs: number;
}

const NOTHING_EXPANDED = { select: undefined, expand: new Set<string>() };

const newFolder = z.strictObject({
  displayName: z.string().trim().min(1).max(255),
  singleValueExtendedProperties: extendedProperties.optional(),
});

/** Contact folders and contacts of `/me`, one request at a time; authentication and limits are applied before. */
export function contactsApi(latency: Latency, sky: Sky): Hono<GraphEnv> {
  const api = new Hono<GraphEnv>();
  api.use('/me/*', allowed, inWorkingMailbox, async (c, next) => {
    await next();
    const ms = isRead(c) ? latency.readMs : latency.writeMs;
    c.get('lane').freeAt += ms;
  });

  api.get('/me/contactFolders', (c) => {
    const { mailbox } = c.get('caller');
    const listing = listingQuery(queryOf(c), 'contactFolder');
    // unverified: that eq compares names of folders without regard to case, as Exchange does for their uniqueness.
    const name = listing.displayName?.toLowerCase();
    const folders = mailbox
      .foldersIn(mailbox.contactsId())
      .filter((folder) => name === undefined || folder.displayName.toLowerCase() === name);
    return page(c, folders, listing, (folder) => folderView(folder, listing));
  });

  api.post('/me/contactFolders', async (c) => {
    const { mailbox } = c.get('caller');
    const { displayName, singleValueExtendedProperties } = parseBody(newFolder, await readJson(c.req));
    const created = mailbox.createFolder(mailbox.contactsId(), displayName, singleValueExtendedProperties ?? {});
    return c.json(folderView(created, NOTHING_EXPANDED), 201);
  });

  api.get('/me/contactFolders/:folderId', (c) =>
    c.json(folderView(folderOf(c), viewQuery(queryOf(c), 'contactFolder'))),
  );

  api.patch('/me/contactFolders/:folderId', async (c) => {
    const { id } = folderOf(c);
    const body = parseBody(newFolder.partial(), await readJson(c.req));
    const extended = body.singleValueExtendedProperties ?? {};
    const changed = c.get('caller').mailbox.changeFolder(id, body.displayName, extended);
    return c.json(folderView(changed, NOTHING_EXPANDED));
  });

  api.delete('/me/contactFolders/:folderId', (c) => {
    c.get('caller').mailbox.deleteFolder(folderOf(c).id);
    return c.body(null, 204);
  });

  for (const contacts of ['/me/contacts', '/me/contactFolders/:folderId/contacts']) {
    api.get(contacts, (c) => {
      const listing = listingQuery(queryOf(c), 'contact');
      const weather = sky.overPage(listing.skip);
      const listed = seenIn(weather, [...c.get('caller').mailbox.contactsIn(folderOf(c).id)]);
      const top = Math.min(listing.top, weather.shortPages ?? listing.top);
      const view = (contact: StoredContact) => contactView(contact, listing, wantsImmutableId(c));
      return page(c, listed, { ...listing, top }, (contact) => shownIn(weather, view(contact)));
    });

    api.post(contacts, async (c) => {
      const folder = folderOf(c);
      const contact = parseContact(await readJson(c.req));
      requireGivenName(contact.properties.givenName);
      const created = c.get('caller').mailbox.createContact(folder.id, contact);
      return c.json(contactView(created, NOTHING_EXPANDED, wantsImmutableId(c)), 201);
    });

    api.get(`${contacts}/:contactId`, (c) =>
      c.json(contactView(contactOf(c), viewQuery(queryOf(c), 'contact'), wantsImmutableId(c))),
    );

    api.patch(`${contacts}/:contactId`, async (c) => {
      const changes = parseContact(await readJson(c.req));
      if ('givenName' in changes.properties) requireGivenName(changes.properties.givenName);
      const changed = c.get('caller').mailbox.changeContact(unchangedSince(c).id, changes);
      return c.json(contactView(changed, NOTHING_EXPANDED, wantsImmutableId(c)));
    });

    api.delete(`${contacts}/:contactId`, (c) => {
      c.get('caller').mailbox.deleteContact(unchangedSince(c).id);
      return c.body(null, 204);
    });
  }
  return api;
}

/**
 * Refuses paths for which Graph has no route. Routing precedes authentication: an unknown segment gives 400, not 401.
 */
export const routed: MiddlewareHandler = async (c, next) => {
  const hasHandler = matchedRoutes(c).some(({ method }) => method === c.req.method);
  if (!hasHandler) {
    const segment = c.req.path.split('/').at(-1);
    throw new GraphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
  }
  await next();
};

const allowed: MiddlewareHandler<GraphEnv> = async (c, next) => {
  const { scopes } = c.get('caller');
  if (!scopes.has('Contacts.ReadWrite') && !(isRead(c) && scopes.has('Contacts.Read'))) {
    throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  }
  await next();
};

const inWorkingMailbox: MiddlewareHandler<GraphEnv> = async (c, next) => {
  switch (c.get('caller').mailbox.condition()) {
    case 'gone':
      throw new GraphError(
        404,
        'MailboxNotEnabledForRESTAPI',
        'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
      );
    case 'no-exchange':
      // A tenant without Exchange Online: azure-docs 32957.
      throw new GraphError(404, 'OrganizationFromTenantGuidNotFound', 'The tenant for tenant guid does not exist.');
    case 'refusing':
      // An hour in which every body was refused: msgraph-sdk-dotnet 450, O365Synchronizer 24.
      if (c.req.method !== 'POST' && c.req.method !== 'PATCH') return next();
      throw new GraphError(400, 'RequestBodyRead', 'The request body could not be read.');
    case 'moving':
      // unverified: the status.
      throw new GraphError(503, 'ErrorMailboxMoveInProgress', 'Mailbox move in progress. Try again later.', 30);
    case 'full':
      // unverified: the status.
      if (c.req.method !== 'POST' && c.req.method !== 'PATCH') return next();
      throw new GraphError(507, 'ErrorQuotaExceeded', 'The mailbox is over its quota.');
    case 'working':
      return next();
  }
};

function isRead(c: Context): boolean {
  return c.req.method === 'GET';
}

function queryOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams;
}

function folderOf(c: Context<GraphEnv>): StoredFolder {
  return c.get('caller').mailbox.folder(c.req.param('folderId') ?? 'contacts');
}

/** The contact of the path. Under a folder it must lie in it (unverified); under `/me` it may lie anywhere. */
function contactOf(c: Context<GraphEnv>): StoredContact {
  const inFolder = c.req.param('folderId') === undefined ? undefined : folderOf(c).id;
  const contact = c.get('caller').mailbox.contact(c.req.param('contactId') ?? '');
  if (inFolder !== undefined && contact.folderId !== inFolder) throw notFound();
  return contact;
}

function unchangedSince(c: Context<GraphEnv>): StoredContact {
  const contact = contactOf(c);
  const expected = c.req.header('if-match');
  if (expected === undefined || expected === '*' || expected === etag(contact)) return contact;
  throw new GraphError(412, 'ErrorIrresolvableConflict', 'The send or update operation could not be performed.');
}

function wantsImmutableId(c: Context): boolean {
  const wanted = /\bIdType\s*=\s*"?ImmutableId"?/i.test(c.req.header('prefer') ?? '');
  if (wanted) c.header('preference-applied', 'IdType="ImmutableId"');
  return wanted;
}

/**
 * One page of a listing. The next link counts the items before it, as recorded ones do (davidmoten/odata-client), so a
 * listing skips an item when one before it is removed between two pages.
 */
function page<T>(c: Context, items: readonly T[], { skip, top }: Listing, view: (item: T) => object) {
  const value = items.slice(skip, skip + top).map(view);
  return c.json(skip + top < items.length ? { value, '@odata.nextLink': nextLink(c, skip + top) } : { value });
}

function nextLink(c: Context, skip: number): string {
  const url = new URL(c.req.url);
  if (!url.pathname.startsWith('/v1.0/')) url.pathname = `/v1.0${url.pathname}`;
  url.searchParams.set('$skip', String(skip));
  return url.href;
}

/** The contacts of a folder that its listing has in this weather. */
function seenIn({ leftOut, endsAfter, behindSeconds }: Weather, contacts: readonly StoredContact[]): StoredContact[] {
  const until = Date.now() - behindSeconds * 1000;
  return contacts
    .filter(({ createdDateTime }, position) => {
      const isReplicated = behindSeconds === 0 || Date.parse(createdDateTime) <= until;
      return isReplicated && !leftOut.includes(position);
    })
    .slice(0, endsAfter ?? contacts.length);
}

/** A listed contact as this weather leaves it. */
function shownIn({ bareContacts, cutsStringsAt }: Weather, contact: ReturnType<typeof contactView>): object {
  if (bareContacts) return { id: contact.id, singleValueExtendedProperties: null };
  if (cutsStringsAt === null) return contact;
  const properties = contact.singleValueExtendedProperties?.map(({ id, value }) => ({
    id,
    value: value.slice(0, cutsStringsAt),
  }));
  return { ...contact, singleValueExtendedProperties: properties };
}
