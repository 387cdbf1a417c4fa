import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { sealedCookies } from '../../../shared/identity/sealed-cookie.ts';
import { HOKUTO, MIHON, person } from '../../flows/fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import {
  connect,
  csrfOf,
  KEYS_SCREEN,
  linkedUsers,
  ORGANIZATION_SCREEN,
  pickAccount,
  signIn,
  submit,
  supplyKeys,
  USER_SCREEN,
  USERS_SCREEN,
} from '../../flows/fixtures/walks.ts';
import { type InVain, inVain } from '../fixtures/refuses.ts';

const SIGN_IN_CALLBACK = '/sign-in/callback';
const LINK_CALLBACK = `${USER_SCREEN}/linked`;

let stack: RunningStack;
let hanako: PlainBrowser;
let jiro: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
  ({ administrator: hanako } = await linkedUsers(stack, 'ken'));
  await supplyKeys(stack, hanako, ['naoko']);
  jiro = await connect(stack, { administrator: 'jiro', consenter: 'jiro', tenant: HOKUTO });
});
afterAll(() => stack.stop());

/** An address of a page or a form of ours. */
const at = (path: string) => stack.app + path;
const bare = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(at(path), { redirect: 'manual', ...init, headers });
const post = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
  bare(path, headers, { method: 'POST', body: new URLSearchParams(fields) });

async function cookieOf(browser: PlainBrowser, name: string): Promise<string> {
  const value = (await browser.cookies(stack.app)).find((cookie) => cookie.name.startsWith(name))?.value;
  if (value === undefined) throw new Error(`The browser has no cookie ${name}.`);
  return value;
}

/** The first address on a page of the administrator's that has this beginning. */
async function addressOn(page: string, beginning: string): Promise<string> {
  const { html } = await hanako.open(at(page));
  const [, address] = new RegExp(`href="(${beginning.replaceAll('?', '\\?')}[^"]+)"`).exec(html) ?? [];
  if (address === undefined) throw new Error(`There is no ${beginning} on the page.`);
  return address;
}

/** A browser that stands before the callback of a sign-in, and the callback. */
async function beforeSignIn(id: string): Promise<{ readonly browser: PlainBrowser; readonly callback: URL }> {
  const browser = await signIn(stack, id, { haltAt: [SIGN_IN_CALLBACK] });
  return { browser, callback: browser.here().url };
}

describe('SECURITY, E5 refuses a stranger with a browser', () => {
  const pathOf = ({ pathname, search }: URL) => pathname + search;
  const swapped: InVain[] = (
    [
      ['an attempt', async () => cookieOf((await beforeSignIn('ken')).browser, '__Host-attempt-')],
      ['a search', async () => (await found()).searchParams.get('view') ?? ''],
    ] as const
  ).map(([whose, seal]) => [
    `who shows the seal of ${whose} as a session`,
    'is asked to sign in',
    async () => {
      const value = await seal();
      return () => bare(USER_SCREEN, { cookie: `__Host-session=${value}` });
    },
  ]);
  const found = async () => {
    await hanako.open(at(USERS_SCREEN));
    return (await hanako.press('検索', { text: 'ken' })).url;
  };

  inVain(
    () => stack,
    [person('ken').address],
    [
      ...swapped,
      [
        'who shows the seal of a session as that of a finished consent',
        'is led home',
        async () => {
          const about = await cookieOf(hanako, '__Host-session');
          return () => bare(`/consent/done?${new URLSearchParams({ about })}`);
        },
      ],
      ['who makes up a finished consent', 'is led home', async () => () => bare('/consent/done?about=made-up')],
      [
        'who brings the answer of a sign-in with a state of theirs before the true one',
        'gets an explanation',
        async () => {
          const { browser, callback } = await beforeSignIn('ken');
          return () => browser.raw(`${at(SIGN_IN_CALLBACK)}?state=made-up&${callback.searchParams}`);
        },
      ],
      [
        'who brings the answer of a sign-in with a second code',
        'gets an explanation',
        async () => {
          const { browser, callback } = await beforeSignIn('ken');
          return () => browser.raw(`${callback}&code=made-up`);
        },
      ],
      [
        'who brings the answer of somebody else to a browser that began a sign-in as well',
        'gets an explanation',
        async () => {
          const [{ callback }, { browser }] = [await beforeSignIn('ken'), await beforeSignIn('misaki')];
          return () => browser.raw(callback);
        },
      ],
      [
        'who knows the name of the cookie of an attempt',
        'gets an explanation',
        async () => {
          const { browser, callback } = await beforeSignIn('ken');
          const cookies = await browser.cookies(stack.app);
          const names = cookies.map(({ name }) => `${name}=made-up`).join('; ');
          return () => bare(pathOf(callback), { cookie: names });
        },
      ],
      ...['/consent/callback', '/consent/proof', LINK_CALLBACK].map(
        (path): InVain => [
          `who brings the answer of a sign-in to ${path}`,
          'gets an explanation',
          async () => {
            const { browser, callback } = await beforeSignIn('ken');
            return () => browser.raw(at(path) + callback.search);
          },
        ],
      ),
      ...(['POST', 'PUT', 'DELETE'] as const).map(
        (method): InVain => [
          `who sends the answer of a sign-in by ${method}`,
          'has no such method',
          async () => {
            const { browser, callback } = await beforeSignIn('ken');
            return () => browser.raw(callback, { method, headers: { origin: stack.app } });
          },
        ],
      ),
      [
        'who opens two links for a consent in one address',
        'finds a link that is good for nothing',
        async () => () => bare('/consent/start?link=made-up&link=made-up-as-well'),
      ],
      [
        'who presses a made-up link for a consent',
        'finds a link that is good for nothing',
        async () => () => post('/consent/start', { link: 'a'.repeat(43) }, { origin: stack.app }),
      ],
      ...['/_emulator/state', '/runtime/webhooks/blobs', '/api/portal'].map(
        (path): InVain => [`who looks for ${path}`, 'finds nothing', async () => () => bare(path)],
      ),
      ...['/sign-out', `${USER_SCREEN}/sync`, `${USERS_SCREEN}/pause`, `${ORGANIZATION_SCREEN}/contacts/connect`].map(
        (path): InVain => [
          `who follows a link to the form ${path}`,
          'has no such method',
          async () => () => bare(path),
        ],
      ),
    ],
  );
});

describe('SECURITY refuses a user of another organization', () => {
  /** What the administrator's pages of the other organization have in their addresses, sealed for it. */
  const stolen: InVain[] = (
    [
      [
        'the search of others',
        'sees the own alone',
        async () => {
          await hanako.open(at(USERS_SCREEN));
          return (await hanako.press('検索', { text: 'ken' })).url.href;
        },
      ],
      [
        'the record of somebody',
        'sees the own alone',
        async () => at(await addressOn(USERS_SCREEN, `${ORGANIZATION_SCREEN}/audit?user=`)),
      ],
      [
        'the file of that record',
        'is led to the own list',
        async () =>
          at((await addressOn(USERS_SCREEN, `${ORGANIZATION_SCREEN}/audit?user=`)).replace('/audit?', '/audit.csv?')),
      ],
      [
        'the question about a key that waits',
        'is led to the own list',
        async () => at(await addressOn(KEYS_SCREEN, `${KEYS_SCREEN}/withdraw?key=`)),
      ],
      [
        'a hold of somebody',
        'is led to the own list',
        async () =>
          at((await addressOn(USERS_SCREEN, `${ORGANIZATION_SCREEN}/audit?user=`)).replace('/audit?', '/users/hold?')),
      ],
    ] as const
  ).map(([what, answer, addressOf]) => [
    `who opens ${what} at an address of the others' administrator`,
    answer,
    async () => {
      const address = await addressOf();
      return () => jiro.raw(address);
    },
  ]);

  inVain(
    () => stack,
    [person('ken').address, person('naoko').address, person('hanako').name],
    [
      ...stolen,
      [
        "who sends the others' token with the own session",
        'is forbidden',
        async () => {
          await Promise.all([hanako, jiro].map((browser) => browser.open(at(ORGANIZATION_SCREEN))));
          return () => submit(stack, jiro, `${USERS_SCREEN}/pause-all`, { csrf: csrfOf(hanako), pause: 'on' });
        },
      ],
      [
        'who answers a question about a folder that nobody asked',
        'gets an explanation',
        async () => {
          const sakura = await signIn(stack, 'sakura');
          await sakura.open(at(USER_SCREEN));
          return () => submit(stack, sakura, `${USER_SCREEN}/link`, { folder: 'take-over', question: 'made-up' });
        },
      ],
      [
        "who brings the genuine answer of the others' consent, as an administrator too",
        'gets an explanation',
        async () => {
          const other = await signIn(stack, 'hanako', { haltAt: ['/consent/callback'] });
          const asked = await askForMail(other);
          return () => jiro.raw(asked);
        },
      ],
    ],
  );
});

/** An administrator asks for the consent to mail, and stands before its answer. */
async function askForMail(browser: PlainBrowser): Promise<URL> {
  await browser.open(at(ORGANIZATION_SCREEN));
  const response = await submit(stack, browser, `${ORGANIZATION_SCREEN}/mail/connect`, { tenantId: MIHON });
  await browser.open(response.headers.get('location') ?? '');
  await browser.press(person('global-admin').name);
  return (await browser.press('承諾')).url;
}

/** Somebody signs in twice and ends, at home, the session of the browser that is out of reach. */
async function outOfReach(id: string, before: (browser: PlainBrowser) => Promise<unknown>): Promise<PlainBrowser> {
  const away = await signIn(stack, id, { haltAt: [LINK_CALLBACK, '/consent/callback'] });
  await before(away);
  const home = await signIn(stack, id);
  await home.open(at('/sessions'));
  await submit(stack, home, '/sessions', { which: 'others' });
  return away;
}

describe('SECURITY refuses an administrator who leaves in anger', () => {
  const forms: InVain[] = (
    [
      ['contacts/disconnect', { generation: '1' }],
      ['users/pause-all', { pause: 'on' }],
      ['api-keys', { email: 'ken@mihon.example.com', apiKey: 'a'.repeat(32) }],
      ['notices', { to: 'somebody@evil.example', webhook: '' }],
      ['settings/card-url', { cardUrl: 'https://evil.example/{id}' }],
      ['contacts/consent-link', { tenantId: HOKUTO }],
      ['erasure', { name: '見本商事株式会社' }],
    ] as const
  ).map(([form, fields]) => [
    `who sends the form ${form} from a page that was open when the session was ended`,
    'is forbidden',
    async () => {
      const away = await outOfReach('hanako', (browser) => browser.open(at(ORGANIZATION_SCREEN)));
      return () => submit(stack, away, `${ORGANIZATION_SCREEN}/${form}`, fields);
    },
  ]);
  const pages: InVain[] = [ORGANIZATION_SCREEN, USERS_SCREEN, `${ORGANIZATION_SCREEN}/audit.csv`].map((page) => [
    `who opens ${page} afterwards`,
    'is asked to sign in',
    async () => {
      const away = await outOfReach('hanako', async () => undefined);
      return () => away.raw(at(page));
    },
  ]);

  inVain(
    () => stack,
    [person('ken').address],
    [
      ...forms,
      ...pages,
      [
        'who brings the answer of a consent that was under way',
        'gets an explanation',
        async () => {
          let answer = new URL(stack.app);
          const away = await outOfReach('hanako', async (browser) => {
            answer = await askForMail(browser);
          });
          return () => away.raw(answer);
        },
      ],
    ],
  );
});

describe('SECURITY refuses the holder of a stolen phone', () => {
  const looks: InVain[] = [USER_SCREEN, `${USER_SCREEN}/preview`, `${USER_SCREEN}/unlink`, '/sessions'].map((page) => [
    `who opens ${page} after the session was ended at home`,
    'is asked to sign in',
    async () => {
      const phone = await outOfReach('ken', async () => undefined);
      return () => phone.raw(at(page));
    },
  ]);
  const forms: InVain[] = (
    [
      [`${USER_SCREEN}/unlink`, { folder: 'delete' }],
      [`${USER_SCREEN}/sync`, {}],
      [`${USER_SCREEN}/notices`, { notices: 'off' }],
      ['/sessions', { which: 'others' }],
    ] as const
  ).map(([form, fields]) => [
    `who sends ${form} from a page that was open`,
    'is forbidden',
    async () => {
      const phone = await outOfReach('ken', (browser) => browser.open(at(USER_SCREEN)));
      return () => submit(stack, phone, form, fields);
    },
  ]);

  inVain(
    () => stack,
    [person('ken').address],
    [
      ...looks,
      ...forms,
      [
        'who lets a page that is open look again',
        'is asked to sign in',
        async () => {
          const phone = await outOfReach('ken', async () => undefined);
          return () => phone.raw(at(USER_SCREEN), { headers: { accept: 'application/json', 'x-unattended': '1' } });
        },
      ],
      [
        'who signs in anew where the provider still knows the owner',
        'is asked who it is',
        async () => {
          const phone = await outOfReach('ken', async () => undefined);
          return () => phone.raw(at('/sign-in'));
        },
      ],
      [
        'who finishes the linking that was under way',
        'gets an explanation',
        async () => {
          let answer = new URL(stack.app);
          const phone = await outOfReach('misaki', async (browser) => {
            answer = (await pickAccount(stack, browser, 'misaki')).url;
          });
          return () => phone.raw(answer);
        },
      ],
      ...(
        [
          ['without its last letter', (value: string) => value.slice(0, -1)],
          ['with another letter in the middle', (value: string) => value.replace(/..(?=.{40}$)/, 'AA')],
          ['without its header', (value: string) => value.slice(value.indexOf('.'))],
        ] as const
      ).map(
        ([how, forge]): InVain => [
          `who shows the cookie of a session ${how}`,
          'is asked to sign in',
          async () => {
            const value = forge(await cookieOf(await signIn(stack, 'ken'), '__Host-session'));
            return () => bare(USER_SCREEN, { cookie: `__Host-session=${value}` });
          },
        ],
      ),
      [
        'who seals the cookie of a session with another key',
        'is asked to sign in',
        async () => {
          const value = await sealedCookies([new Uint8Array(32).fill(7)]).seal('__Host-session', 'made-up', 3600);
          return () => bare(USER_SCREEN, { cookie: `__Host-session=${value}` });
        },
      ],
    ],
  );
});

describe('SECURITY refuses somebody on a sibling host name', () => {
  const origins: InVain[] = [
    (app: URL) => `${app.protocol}//sibling.${app.host}`,
    (app: URL) => `https://${app.host}`,
    (app: URL) => `${app.protocol}//${app.hostname}:1`,
    (app: URL) => `${app.origin}.evil.example`,
    (app: URL) => `${app.origin}/`,
    (app: URL) => `${app.origin} ${app.origin}`,
    (app: URL) => `${app.origin}, https://evil.example`,
    (app: URL) => app.origin.toUpperCase(),
    (app: URL) => app.host,
    () => 'null',
    () => '',
  ].map((originOf, n) => [
    `who sends a form with a true token and an origin that is almost ours (${n + 1})`,
    'is forbidden',
    async () => {
      const ken = await signIn(stack, 'ken');
      await ken.open(at(USER_SCREEN));
      const body = new URLSearchParams({ csrf: csrfOf(ken), notices: 'off' });
      const origin = originOf(new URL(stack.app));
      return () => ken.raw(at(`${USER_SCREEN}/notices`), { method: 'POST', body, headers: { origin } });
    },
  ]);

  inVain(
    () => stack,
    [person('ken').address],
    [
      ...origins,
      [
        'who puts the token into the address',
        'is forbidden',
        async () => {
          const ken = await signIn(stack, 'ken');
          await ken.open(at(USER_SCREEN));
          const path = `${USER_SCREEN}/notices?${new URLSearchParams({ csrf: csrfOf(ken), notices: 'off' })}`;
          const headers = { origin: stack.app, 'content-type': 'application/x-www-form-urlencoded' };
          return () => ken.raw(at(path), { method: 'POST', body: '', headers });
        },
      ],
      ...['session', '__Secure-session', '__Http-session', '__Host-attempt-session'].map(
        (name): InVain => [
          `who sets a true session by the name ${name}`,
          'is asked to sign in',
          async () => {
            const value = await cookieOf(await signIn(stack, 'ken'), '__Host-session');
            return () => bare(USER_SCREEN, { cookie: `${name}=${value}` });
          },
        ],
      ),
      ...(['same-site', 'cross-site'] as const).flatMap((site) =>
        (['cors', 'no-cors', 'websocket'] as const).map(
          (mode): InVain => [
            `who has a page of theirs fetch the state (${site}, ${mode})`,
            'is forbidden',
            async () => {
              const cookie = `__Host-session=${await cookieOf(await signIn(stack, 'ken'), '__Host-session')}`;
              return () => rawGet(USER_SCREEN, { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': mode });
            },
          ],
        ),
      ),
    ],
  );
});

/** By `node:http`, since `fetch` writes `Sec-Fetch-Mode` itself. */
async function rawGet(path: string, headers: Record<string, string>): Promise<Response> {
  const [answer] = await once(request(at(path), { headers }).end(), 'response');
  answer.resume();
  return new Response(null, { status: answer.statusCode });
}

describe('SECURITY, A3 refuses the operator of a tenant that consents', () => {
  const words: InVain[] = (
    [
      ['without end', 'AADSTS'.repeat(500)],
      ['with a number without end', `AADSTS${'9'.repeat(2000)}`],
      ['with markup', 'AADSTS90094: <script>alert(1)</script> Correlation ID: <img src=x>'],
      ['with line breaks', 'AADSTS90094\r\nset-cookie: __Host-session=a'],
    ] as const
  ).map(([how, error_description]) => [
    `who answers with an error ${how} to nothing that was asked`,
    'gets an explanation',
    async () => {
      const query = new URLSearchParams({ state: 'made-up', error: 'access_denied', error_description });
      return () => bare(`/consent/callback?${query}`);
    },
  ]);

  inVain(
    () => stack,
    ['<script>alert', '<img src', person('ken').address],
    [
      ...words,
      ...['True&admin_consent=False', 'true%00', '1'].map(
        (claimed): InVain => [
          `who claims a consent that was not asked for (${claimed})`,
          'gets an explanation',
          async () => () => bare(`/consent/callback?state=made-up&tenant=${HOKUTO}&admin_consent=${claimed}`),
        ],
      ),
      [
        'who brings the proof of a consent of theirs to nobody',
        'gets an explanation',
        async () => () => bare('/consent/proof?state=made-up&code=made-up&client_info=made-up'),
      ],
      [
        "who has an administrator of another organization ask for the operator's tenant, and answers for the own",
        'gets an explanation',
        async () => {
          const other = await signIn(stack, 'hanako', { haltAt: ['/consent/callback'] });
          const answer = await askForMail(other);
          answer.searchParams.set('tenant', HOKUTO);
          await other.raw(answer);
          return () => other.raw(answer);
        },
      ],
    ],
  );
});
