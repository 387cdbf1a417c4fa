import { apiKeyOf, FIRST_USER, INHABITANTS, type Inhabitant } from '../sample-data/world.ts';

/** The tenant that the first steps connect. */
function firstTenantId(): string {
  const { microsoft } = inhabitant(FIRST_USER);
  if (microsoft === undefined) throw new Error(`${FIRST_USER} has no account at Microsoft 365.`);
  return microsoft.tenant.id;
}

/**
 * The steps from an empty stack to cards in a mailbox, with the labels of the portal's buttons.
 * @param app its origin
 * @param isCompany whether the portal's people sign in at Microsoft, which then knows who is there and what the tenant is
 */
export function firstSteps(app: string, isCompany: boolean): { ja: string; en: string }[] {
  const [administrator, consenter, user] = ['hanako', 'global-admin', FIRST_USER].map(inhabitant);
  if (!administrator || !consenter || !user) return [];
  return [
    {
      ja: `${app}/ を開き、管理者「${administrator.name}」でサインインする`,
      en: `Open ${app}/ and sign in as the administrator ${administrator.name} (${administrator.address})`,
    },
    isCompany
      ? {
          ja: `「組織の連携を設定する」で「許可する」を選んで「保存」し、「別のアカウントでサインインする」から「${consenter.name}」で承諾して、もう一度「${consenter.name}」を選ぶ`,
          en: `Under "Set up my organization", tick "Allow" and save; accept with another account, ${consenter.name} (${consenter.address}), and choose it once more`,
        }
      : {
          ja: `「組織の連携を設定する」で「許可する」を選び、テナントID ${firstTenantId()} を「保存」し、「${consenter.name}」で承諾する`,
          en: `Under "Set up my organization", tick "Allow", save the tenant ID ${firstTenantId()}, and consent as ${consenter.name} (${consenter.address})`,
        },
    {
      ja: `「APIキー」で、${user.address} の APIキー ${apiKeyOf(user.id)} を「登録」する`,
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
