import { apiKeyOf, FIRST_USER, INHABITANTS, type Inhabitant } from '../sample-data/world.ts';

/** The tenant that the first steps connect. */
export function firstTenantId(): string {
  const { microsoft } = inhabitant(FIRST_USER);
  if (microsoft === undefined) throw new Error(`${FIRST_USER} has no account at Microsoft 365.`);
  return microsoft.tenant.id;
}

/**
 * The steps from an empty stack to cards in a mailbox, with the labels of the portal's buttons.
 * @param app its origin
 */
export function firstSteps(app: string): { ja: string; en: string }[] {
  const [administrator, consenter, user] = ['hanako', 'global-admin', FIRST_USER].map(inhabitant);
  if (!administrator || !consenter || !user) return [];
  return [
    {
      ja: `${app}/ を開き、管理者「${administrator.name}」でサインインする`,
      en: `Open ${app}/ and sign in as the administrator ${administrator.name} (${administrator.address})`,
    },
    {
      ja: `「許可する」を選び、テナント ID を「保存」し、「${consenter.name}」で承諾する`,
      en: `Tick "Allow", save the tenant ID, and consent as ${consenter.name} (${consenter.address})`,
    },
    {
      ja: `${user.address} の API キー ${apiKeyOf(user.id)} を「登録」する`,
      en: `Under "API keys", register ${apiKeyOf(user.id)} for ${user.address}`,
    },
    {
      ja: `サインアウトし、「${user.name}」でサインインして「連携」を押す`,
      en: `Sign out, sign in as ${user.name} (${user.address}), and press "Link"`,
    },
    {
      ja: `${app}/local で、メールボックスを見る、名刺を直す、時間を進める`,
      en: `Under ${app}/local, look into the mailbox, edit cards, let time pass`,
    },
  ];
}

function inhabitant(id: string): Inhabitant {
  const found = INHABITANTS.find((person) => person.id === id);
  if (found === undefined) throw new Error(`Nobody is called ${id}.`);
  return found;
}
