import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { contextStorage } from 'hono/context-storage';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import * as z from 'zod';
import { GraphError } from '../emulators/graph/graph-error.ts';
import type { Stack } from '../stack.ts';
import { cardRoutes } from './card-routes.ts';
import { emulatorsOf } from './emulators-of.ts';
import type { InspectorEnv } from './env.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import { notificationsPage } from './notifications-page.ts';
import { overviewOf } from './overview.ts';
import { overviewPage } from './overview-page.ts';
import { renderPage } from './page.ts';
import { lookAtQueues } from './queues.ts';
import { queuesPage } from './queues-page.ts';
import { chooseLanguage, say } from './say.ts';
import { servicePage } from './service-page.ts';

const STYLE = ['base.css', 'pages.css', 'panes.css']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');
const TIMER = 'schedule-syncs';

const leap = z.object({
  minutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(31 * 24 * 60),
});

/**
 * The pages of the local stack under `/local`, for `alsoServe` of `startStack`; `undefined` for every other path. With
 * `Accept: application/json`, `GET /local` returns an `Overview`. `stack` is called for every request.
 */
export function inspector(
  stack: () => Stack | undefined,
): (request: Request) => Response | Promise<Response> | undefined {
  const routes = new Hono<InspectorEnv>().basePath('/local');
  routes.use(
    secureHeaders({
      // With the stricter default, browsers send forms with `Origin: null`.
      referrerPolicy: 'same-origin',
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ['data:'],
        formAction: ["'self'"],
      },
    }),
  );
  routes.use(contextStorage(), chooseLanguage);
  routes.onError((error, c) => {
    const { status, reason } = refusal(error);
    return c.html(problemPage(reason), status);
  });
  routes.notFound((c) => c.html(problemPage(say('このページはありません。', 'There is no such page.')), 404));
  routes.use(async (c, next) => {
    const running = stack();
    if (running === undefined) throw new HTTPException(503, { message: say('起動中です。', 'The stack is starting.') });
    if (c.req.method !== 'GET' && !isFromOurPages(c.req.raw, running.app.origin)) {
      throw new HTTPException(403, {
        message: say(`${running.app.origin} のページからのみ操作できます。`, `Use the pages of ${running.app.origin}.`),
      });
    }
    c.set('stack', running);
    c.header('Cache-Control', 'no-store');
    await next();
  });

  routes.get('/style.css', (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  routes.get('/', async (c) => {
    const running = c.get('stack');
    c.header('Vary', 'Accept');
    if (c.req.header('accept')?.includes('application/json')) return c.json(overviewOf(running));
    return c.html(renderPage(overviewPage(running, await lookAtQueues(running))));
  });
  routes.post('/time', async (c) => {
    const { minutes } = leap.parse(await c.req.parseBody());
    const running = c.get('stack');
    running.letTimePass(minutes * 60_000);
    await running.app.run(TIMER);
    return c.redirect('/local', 303);
  });
  routes.get('/notices', (c) => c.html(renderPage(notificationsPage(c.get('stack').notices))));
  routes.get('/queues', async (c) => c.html(renderPage(queuesPage(await lookAtQueues(c.get('stack'))))));
  routes.get('/services/:name', (c) => {
    const found = emulatorsOf(c.get('stack')).find(({ name }) => name === c.req.param('name'));
    if (found === undefined) return c.notFound();
    return c.html(renderPage(servicePage(found.about, found.emulator)));
  });
  routes.route('/mailboxes', mailboxRoutes());
  routes.route('/cards', cardRoutes());

  return (request) => (/^\/local(\/|$)/.test(new URL(request.url).pathname) ? routes.fetch(request) : undefined);
}

/**
 * Whether a form was sent from these pages (CSRF protection): browsers always name the origin of a form, other
 * programs may omit it. The host in the URL is not trusted, since any name can be made to resolve to this machine.
 */
function isFromOurPages(request: Request, own: string): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null) return origin === own;
  return ['same-origin', 'none', null].includes(request.headers.get('sec-fetch-site'));
}

function refusal(error: Error): { status: 400 | 403 | 404 | 409 | 500 | 503; reason: string } {
  if (error instanceof z.ZodError) return { status: 400, reason: z.prettifyError(error) };
  if (error instanceof HTTPException || error instanceof GraphError) {
    const status = ([400, 403, 404, 409, 503] as const).find((known) => known === error.status);
    return { status: status ?? 500, reason: error.message };
  }
  return { status: 500, reason: error.stack ?? error.message };
}

function problemPage(reason: string) {
  return renderPage({
    path: '/local',
    title: say('操作できませんでした', 'Not done'),
    content: html`<section><pre class="problem" role="alert">${reason}</pre><p>${say('ブラウザーの「戻る」で前の画面に戻り、やり直してください。', 'Go back in the browser and try again.')}</p><p><a href="/local">${say('概要へ', 'To the overview')}</a></p></section>`,
  });
}
