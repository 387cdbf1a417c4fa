import { FIRST_USER, INHABITANTS, ownerIdOf } from '../world.ts';
import type { Overview } from './overview.ts';

interface Step {
  readonly ja: string;
  readonly en: string;
}

/** The way from an empty stack to cards in a mailbox, in the words of the portal's buttons. */
export function firstSteps({ app, people }: Overview): Step[] {
  const administrator = people.find(({ role }) => role === 'administrator');
  const consenter = people.find(({ role }) => role === 'global-administrator');
  const address = INHABITANTS.find(({ id }) => id === FIRST_USER)?.address;
  const user = people.find((person) => person.address === address);
  if (!administrator || !consenter || !user) throw new Error(`The sample world lacks somebody beside ${ownerIdOf(FIRST_USER)}.`);
  return [
    {
      ja: `${app}/ を開き、管理者「${administrator.name}」でサインインする`,
      en: `Open it and sign in as the administrator ${administrator.address}`,
    },
    {
      ja: `「許可する」を選び、テナント ID ${administrator.tenantId} を「保存」して「${consenter.name}」で承諾する`,
      en: `Tick "Allow", save this tenant ID, and consent as ${consenter.address}`,
    },
    {
      ja: `「${user.name}」の API キー ${user.apiKey} を登録する`,
      en: `Register this API key for ${user.address}`,
    },
    {
      ja: `サインアウトし、「${user.name}」でサインインして「連携」を押す`,
      en: `Sign out, sign in as ${user.address}, and press "Link"`,
    },
    {
      ja: `${app}/local で、メールボックスを見る、名刺を直す、時間を進める`,
      en: 'Look into the mailbox, edit cards, let time pass',
    },
  ];
}
