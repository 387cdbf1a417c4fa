import type { problem as japanese } from '../ja/problem.ts';

export const problem: typeof japanese = {
  whatHappened: 'What happened',
  whoActs: 'Who can act',
  whatNext: 'What to do next',
  support: 'For support',
  entraAdminCentre: 'Open the Microsoft Entra admin centre',
  messageForAdministrator: 'A text for your administrator',
  approvalRequest: (client) =>
    `Hello, to have our Sansan cards in Outlook, please consent for the whole organization:\nMicrosoft Entra admin centre > Enterprise applications > the app > Permissions > Grant admin consent\nApplication ID: ${client}`,
};
