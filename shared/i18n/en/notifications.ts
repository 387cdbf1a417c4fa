import type { notifications as japanese } from '../ja/notifications.ts';

const users = (count: number) => (count === 1 ? '1 user' : `${count.toLocaleString('en')} users`);

export const notifications: typeof japanese = {
  save: 'Save notice settings',
  title: 'Notices',
  mailOff: 'This service has no mail set up. Please look at this page for news.',
  mailOffWebhook: 'This service has no mail set up. Only the webhook can be used.',
  noAddress: 'No notices can be sent, since there is no verified email address of yours.',
  userOn: (address) =>
    `When a new sign-in is needed, an API key is refused or removals are on hold, we write to ${address}. At most one of each kind per day.`,
  userOff: 'Notices by mail are switched off.',
  switchOff: 'Stop notices by mail',
  switchOn: 'Receive notices by mail',
  switchedOff: 'Notices by mail have been switched off.',
  switchedOn: 'Notices by mail have been switched on.',
  administratorExplanation:
    'We notify you when admin consent is withdrawn, when users have removals on hold, and when your plan no longer includes the feature. At most one of each kind per day. When left empty, nothing is sent.',
  to: 'Email addresses to notify',
  toHint: (most) => `Up to ${most}, separated by commas.`,
  toInvalid: (typed) => `"${typed}" is not an email address.`,
  toTooMany: (most) => `No more than ${most} addresses can be entered.`,
  mailUsage: (used, perHour) =>
    `This service can send ${perHour.toLocaleString('en')} mails an hour to all addresses together (in this hour so far: ${used.toLocaleString('en')}). Mails above the limit are sent later by themselves.`,
  webhook: 'Webhook URL',
  webhookHint:
    "We send the kind of notice, the organization's ID, a count and the address of the screen as JSON, and nothing about any person. If you change the URL, a new secret for checking the signature is issued.",
  webhookInvalid: 'Enter the address of a public server on the internet that begins with https.',
  kept: 'The notice settings have been saved.',
  try: 'Send a test',
  tryHint: 'Sends a test notice to everything that is saved above.',
  last: (time) => `Result of the last notice (${time})`,
  channels: { mail: 'Email', webhook: 'Webhook' },
  sent: 'sent',
  failed: (code) => `not sent (${code})`,
  refused: (status) => `not sent (the server answered ${status}; check the URL and the settings there)`,
  secretTitle: 'Signing secret of the webhook',
  secret: 'Secret',
  copySecret: 'Copy the secret',
  secretOnce: 'This value is not shown again.',
  backToSettings: 'Back to settings',
  secretExplanation:
    'Give it to the program that receives the webhook. Signatures follow Standard Webhooks (HMAC-SHA256), in the headers webhook-id, webhook-timestamp and webhook-signature. If the secret gets lost, save an empty URL and enter the URL again.',
  mail: {
    greeting: 'This is a notice from meishi-sync.',
    subjects: {
      'reconnect-needed': 'Your business cards no longer reach Outlook: please sign in again',
      'key-refused': 'Your business cards no longer reach Outlook: please check your API key',
      hold: 'Removals from your Outlook contacts are on hold: please decide',
      'consent-missing': 'Business card sync: the consent of Microsoft 365 is needed',
      holds: 'Business card sync: users have removals on hold',
      plan: 'Business card sync is paused: not part of your plan',
      trial: 'Business card sync: a test notice',
    },
    hold: (removals, of) =>
      `${removals.toLocaleString('en')} of ${of.toLocaleString('en')} contacts in Outlook would be removed. Since that is many, the removal is on hold. Please choose on the screen whether to remove or to keep them.`,
    administrator: {
      'consent-missing': (count) =>
        count === 0
          ? 'The consent of the organization cannot be found in the Microsoft 365 tenant. Please follow the steps on the screen and consent again. Nothing is lost.'
          : `The consent of the organization cannot be found in the Microsoft 365 tenant. Users affected: ${count.toLocaleString('en')}. Please follow the steps on the screen and consent again. Nothing is lost.`,
      holds: (count) =>
        `Removals of many contacts are on hold for ${users(count)}. They stay on hold until the user or an administrator chooses whether to remove or to keep the contacts.`,
      plan: (count) =>
        `Your contract plan no longer includes the Microsoft 365 connection, so the sync is paused for ${users(count)}. Nothing is lost, and it resumes when your plan includes it again. If you would like to keep using it, please ask your sales contact or the support center.`,
      trial: () => 'This is a test, to see that notices arrive. There is nothing for you to do.',
    },
    open: 'Open the screen',
    off: 'Change the notices',
    whyUser:
      'This mail is sent automatically to people who have set up the sync of business cards. Replies are not read.',
    whyAdministrator:
      'This mail is sent automatically to the addresses that an administrator of the organization entered. Replies are not read.',
  },
};
