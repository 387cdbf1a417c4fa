/** What several texts say in the same words. */
export const FOLDER_EXISTS =
  'Linking cannot finish because your Outlook contacts already have a folder named "Sansan". Rename that folder or delete it.';
export const administrator = 'A Microsoft 365 administrator (Global Administrator or Privileged Role Administrator)';
export const you = 'You can do this yourself.';
export const restartConsent = 'Go back to the screen and start again with "Save".';
export const restartLink = 'Go back to the screen and start again with "Link".';
export const privateWindow =
  'The browser may remember another account. Open a private (InPrivate or incognito) window and try again.';
