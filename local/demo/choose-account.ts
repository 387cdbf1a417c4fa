import type { PlainBrowser, Stop } from './plain-browser.ts';

/**
 * Goes on as this person at Microsoft. Where the browser is signed in as somebody who may not do it, it goes back to the
 * account picker; where it is signed in as this one alone, nothing is asked.
 */
export async function chooseAccount(browser: PlainBrowser, name: string): Promise<Stop> {
  await leaveAccount(browser);
  return isPage(browser, 'account-picker') ? browser.press(name) : browser.here();
}

/** At Microsoft: goes to the account picker where the browser is signed in as somebody who may not do it. */
export async function leaveAccount(browser: PlainBrowser): Promise<Stop> {
  return isPage(browser, 'approval-required') ? browser.follow('別のアカウント') : browser.here();
}

function isPage(browser: PlainBrowser, page: string): boolean {
  return browser.here().html.includes(`data-page="${page}"`);
}
