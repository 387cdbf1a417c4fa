import { type KeyFile, MAX_LINES, readKeyFile, supplyKeysOf } from '../../../api-keys/key-file.ts';
import { readKeyEntry, supplyKey } from '../../../api-keys/supply-key.ts';
import { withdrawKey } from '../../../api-keys/withdraw-key.ts';
import { soleEmailAddress } from '../../../email-address.ts';
import type { Words } from '../../../i18n/words.ts';
import { questionPage } from '../../components/question-page.ts';
import { pageResponse, redirectSaying, redirectTo } from '../../http/response.ts';
import { administratorRoute, type Route } from '../../http/route.ts';
import { TABS } from '../administrator-screen.ts';
import { open } from '../sealed-address.ts';
import { keyFilePage } from './key-file-page.ts';
import { showKeys } from './show-keys.ts';

const typedEntry = (form: URLSearchParams) => ({ email: form.get('email') ?? '', apiKey: form.get('apiKey') ?? '' });

function fileProblem(
  file: Exclude<KeyFile, { kind: 'lines' }> | { readonly kind: 'missing' },
  problems: Words['keyFile']['problems'],
): string {
  switch (file.kind) {
    case 'too-many':
      return problems['too-many'](MAX_LINES);
    case 'unclosed':
      return problems.unclosed(file.line);
    case 'missing':
    case 'unreadable':
    case 'empty':
      return problems[file.kind];
  }
}

export const API_KEYS_ROUTES: readonly Route[] = [
  administratorRoute('keys-screen', { method: 'GET', path: '/organization/microsoft-365/api-keys' }, async (call) => {
    const { said, about = '' } = call.flash ?? {};
    const { accepted, withdrawn } = call.words.keys;
    const text = said === 'registered' ? accepted(about) : said === 'withdrawn' ? withdrawn(about) : undefined;
    return showKeys(call, text === undefined ? {} : { flash: text });
  }),

  administratorRoute(
    'api-keys',
    {
      method: 'POST',
      path: '/organization/microsoft-365/api-keys',
      screen: TABS.keys,
      limited: 'key-entry',
      keeps: ['email'],
      isReadable: ({ form }) => typeof readKeyEntry(typedEntry(form)) !== 'string',
    },
    async (call) => {
      const { services, session, words, form } = call;
      const typed = typedEntry(form);
      const outcome = await supplyKey(services.keys, {
        organizationId: session.person.organizationId,
        ...typed,
        by: 'administrator',
        actor: session.person.name,
        userId: undefined,
      });
      const email = soleEmailAddress(typed.email) ?? typed.email;
      if (outcome === 'invalid-email') return showKeys(call, { email, emailError: words.keyProblems[outcome] });
      if (outcome !== 'accepted') return showKeys(call, { email, error: words.keyProblems[outcome] });
      return redirectSaying(TABS.keys, 'registered', email);
    },
  ),

  administratorRoute(
    'key-file',
    {
      method: 'POST',
      path: '/organization/microsoft-365/api-keys/file',
      screen: TABS.keys,
      upload: true,
      limited: 'key-file',
      isReadable: async ({ file }) => file !== undefined && (await readKeyFile(file)).kind === 'lines',
    },
    async (call) => {
      const { services, session, words, file } = call;
      const { organizationId, name } = session.person;
      const { problems } = words.keyFile;
      const read = file === undefined ? { kind: 'missing' as const } : await readKeyFile(file);
      if (read.kind === 'lines') {
        return pageResponse(
          keyFilePage(words, await supplyKeysOf(services.keys, read.lines, { organizationId, actor: name })),
        );
      }
      return showKeys(call, { fileError: fileProblem(read, problems) });
    },
  ),

  administratorRoute(
    'withdraw-key-question',
    { method: 'GET', path: '/organization/microsoft-365/api-keys/withdraw' },
    async (call) => {
      const { session, words, request } = call;
      const text = words.keys;
      const email = await open(call, 'address', request.query.get('key'));
      if (email === undefined) return redirectTo(TABS.keys);
      return pageResponse(
        questionPage(words, session.csrfToken, {
          title: text.withdrawTitle,
          text: [text.withdrawExplanation(email)],
          action: `${TABS.keys}/withdraw`,
          fields: { email },
          confirm: text.withdraw,
          ends: true,
          back: TABS.keys,
        }),
      );
    },
  ),

  administratorRoute(
    'withdraw-key',
    { method: 'POST', path: '/organization/microsoft-365/api-keys/withdraw', screen: TABS.keys, limited: 'ending' },
    async (call) => {
      const { services, session, form } = call;
      const email = form.get('email') ?? '';
      const { organizationId, name } = session.person;
      const withdrawn = await withdrawKey(services.keys, organizationId, email, name);
      return withdrawn ? redirectSaying(TABS.keys, 'withdrawn', email) : redirectTo(TABS.keys);
    },
  ),
];
