import type { invitations as japanese } from '../ja/invitations.ts';

const people = (count: number) => (count === 1 ? 'one person' : `${count.toLocaleString('en')} people`);

export const invitations: typeof japanese = {
  title: 'Invite people',
  explanation:
    'Everybody gets a mail that says how to link. People who are already linked, or were invited in the last 7 days, get no mail.',
  open: 'Invite by mail',
  mailOff: 'This service has no mail set up, so nobody can be invited by mail.',
  addresses: 'Email addresses to invite',
  addressesHint: (most) =>
    `One on each line, up to ${most.toLocaleString('en')}. The addresses of people whose API key is entered and who have not been here yet are filled in.`,
  language: 'Language of the mail',
  languageHint: 'People who have been here get it in the language that they use here.',
  languages: { ja: '日本語', en: 'English' },
  preview: 'Preview',
  tooMany: (most) => `No more than ${most.toLocaleString('en')} addresses at once.`,
  none: 'None of these addresses can be invited.',
  previewTitle: 'Check the invitations',
  willSend: (count) => `The invitation goes to ${people(count)}.`,
  sendsLater:
    'If there are more mails than can be sent at once, the rest are sent later automatically. The list shows the result for each.',
  send: (count) => (count === 1 ? 'Send the invitation' : 'Send the invitations'),
  subject: 'Subject',
  asked: (count) => `The invitations to ${people(count)} are on their way.`,
  mailWithKey: 'The mail to people whose API key is entered',
  mailWithoutKey: 'The mail to people without an API key',
  columns: { email: 'Email address', plan: 'What will happen', verdict: 'Result' },
  verdicts: {
    invited: 'will be invited',
    linked: 'not invited: linked already',
    lately: 'not invited: invited in the last 7 days',
    stranger: 'not invited: neither an address of your own domain nor of somebody who is known here',
    invalid: 'not an email address',
  },
  listTitle: 'People who were invited',
  nobody: 'Nobody has been invited yet.',
  states: {
    waiting: 'waits to be sent',
    sending: 'it is not known whether it was sent',
    sent: (time) => `sent (${time})`,
    failed: (code) => `not sent (${code})`,
    unneeded: 'linked before it was sent',
    linked: 'linked',
    overdue: 'not linked after 7 days',
  },
  mail: {
    subject: 'Your business cards of Sansan can now be in your Outlook contacts',
    greeting: (organization) => `An administrator of ${organization} invites you.`,
    what: 'The cards of your "My data" in Sansan get into a folder "Sansan" of your Outlook contacts, and are kept up to date every 30 minutes. The contacts that you have stay as they are.',
    withKey:
      'All is prepared. Open this page, press "Link", and choose your Microsoft 365 work account. It takes a minute.',
    withoutKey:
      'You need a Sansan Open API key of your own. Ask an administrator of Sansan to issue it at "Admin settings", "External services", "API". When you have it, open this page, press "Link", and enter the key on the same page.',
    button: 'Open the page',
    ask: (inviter) => `If you have any questions, please ask ${inviter}.`,
    help: 'Questions and answers',
    why: 'An administrator of your organization asked us to send you this mail. If you do not expect it, you can ignore it.',
  },
};
