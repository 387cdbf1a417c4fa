import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import * as z from 'zod';
import type { PersonAction } from '../emulators/graph/person.ts';
import { INHABITANTS } from '../sample-data/world.ts';
import type { Stack } from '../stack.ts';
import { contactEditSchema, folderNameSchema, newContactSchema } from './contact-forms.ts';
import type { InspectorEnv } from './env.ts';
import { DEFAULT_FOLDER, foldersOf } from './mailbox-folders.ts';
import { mailboxPage } from './mailbox-page.ts';
import { type Page, renderPage } from './page.ts';
import { addressOf, avatar } from './panes.ts';
import { isBusy } from './queues.ts';
import { say } from './say.ts';

const lookSchema = z.object({
  folder: z.string().optional(),
  contact: z.string().optional(),
  search: z.string().default(''),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
  form: z.enum(['edit', 'new']).optional().catch(undefined),
});

/** The mailboxes, with the actions of their owners in Outlook. */
export function mailboxRoutes(): Hono<InspectorEnv> {
  const routes = new Hono<InspectorEnv>();
  routes.get('/', async (c) => c.html(renderPage(listPage(c.get('stack'), await isBusy(c.get('stack'))))));
  routes.get('/:address', async (c) => {
    const look = lookSchema.parse(c.req.query());
    const mailbox = c.get('stack').graph.mailbox(c.req.param('address'));
    const shown = { folder: undefined, contact: undefined, form: undefined, page: undefined, ...look };
    return c.html(renderPage(mailboxPage(mailbox, shown, await isBusy(c.get('stack')))));
  });

  routes.post('/:address/contacts', async (c) => {
    const { folderId, ...properties } = newContactSchema
      .extend({ folderId: z.string() })
      .parse(await c.req.parseBody());
    const contact = act(c, { kind: 'create-contact', folderId, properties });
    return show(c, { folder: folderId, contact });
  });
  routes.post('/:address/contacts/:id/edit', async (c) => {
    const properties = contactEditSchema.parse(await c.req.parseBody());
    const contact = act(c, { kind: 'edit-contact', contactId: c.req.param('id'), properties });
    return show(c, { folder: folderOf(c, contact), contact });
  });
  routes.post('/:address/contacts/:id/delete', (c) => {
    const folder = folderOf(c, c.req.param('id'));
    act(c, { kind: 'delete-contact', contactId: c.req.param('id') });
    return show(c, { folder });
  });
  routes.post('/:address/folders', async (c) => {
    const { displayName } = folderNameSchema.parse(await c.req.parseBody());
    return show(c, { folder: act(c, { kind: 'create-folder', displayName }) });
  });
  routes.post('/:address/folders/:id/rename', async (c) => {
    const { displayName } = folderNameSchema.parse(await c.req.parseBody());
    return show(c, { folder: act(c, { kind: 'rename-folder', folderId: c.req.param('id'), displayName }) });
  });
  routes.post('/:address/folders/:id/delete', (c) => {
    act(c, { kind: 'delete-folder', folderId: c.req.param('id') });
    return show(c, { folder: DEFAULT_FOLDER });
  });
  routes.post('/:address/deleted-items/empty', (c) => {
    act(c, { kind: 'empty-deleted-items' });
    return show(c, { folder: DEFAULT_FOLDER });
  });
  return routes;
}

type Here = Context<InspectorEnv, `/:address${string}`>;

function act(c: Here, action: PersonAction): string | undefined {
  return c.get('stack').graph.act(c.req.param('address'), action);
}

function show(c: Here, query: Parameters<typeof addressOf>[1]): Response {
  return c.redirect(`${addressOf(`/local/mailboxes/${c.req.param('address')}`, query)}#chosen`, 303);
}

function folderOf(c: Here, contactId: string | undefined): string | undefined {
  const folders = foldersOf(c.get('stack').graph.mailbox(c.req.param('address')));
  return folders.find(({ contacts }) => contacts.some(({ id }) => id === contactId))?.id;
}

function listPage({ graph }: Stack, isChanging: boolean): Page {
  const owners = INHABITANTS.filter(({ microsoft }) => microsoft?.mailbox);
  return {
    path: '/local/mailboxes',
    title: say('メールボックス', 'Mailboxes'),
    isChanging,
    content: html`<p class="lead">${say('Outlook の代わりに、それぞれのメールボックスの連絡先を見て、本人として操作できます。', 'In place of Outlook: look at the contacts of each mailbox, and act as its owner.')}</p>
<ul class="tiles">${owners.map(({ name, address, about }) => {
      const { contacts, folders } = graph.mailbox(address);
      const counts = [{ displayName: say('連絡先', 'Contacts'), contacts }, ...folders];
      return html`<li><a href="/local/mailboxes/${address}">${avatar(name)}<span class="words"><span class="name">${name}</span><span class="line">${address}</span><span class="line">${say(about.ja, about.en)}</span>
<span class="line">${counts.map((folder) => html`<span class="badge">${folder.displayName} ${folder.contacts.length.toLocaleString('ja')}</span> `)}</span></span></a></li>`;
    })}</ul>`,
  };
}
