import type { Emulator } from '../emulators/emulator.ts';
import type { Stack } from '../stack.ts';
import { say } from './say.ts';

/** The emulators of a stack, each with a description and its name in URLs. */
export function emulatorsOf(stack: Stack): readonly { name: string; about: string; emulator: Emulator }[] {
  return [
    { name: 'sansan', about: 'Sansan Open API', emulator: stack.sansan },
    { name: 'graph', about: 'Microsoft Graph', emulator: stack.graph },
    { name: 'entra', about: 'Microsoft Entra', emulator: stack.entra },
    { name: 'cosmos', about: 'Cosmos DB', emulator: stack.cosmos },
    { name: 'key-vault', about: 'Key Vault', emulator: stack.keyVault },
    {
      name: 'notices',
      about: say('お知らせの受信箱 (SMTP, Webhook)', 'Notice catcher (SMTP, webhooks)'),
      emulator: stack.notices,
    },
    {
      name: 'communication-services',
      about: 'Azure Communication Services',
      emulator: stack.communicationServices,
    },
  ];
}
