import { html } from 'hono/html';
import type { CheckCause, Dependency, Finding } from '../../../deployment/deployment-check.ts';
import type { Words } from '../../../i18n/words.ts';
import { instant } from '../../../ids.ts';
import type { Html, Page } from '../../components/layout.ts';
import { tellingMoment } from '../../components/moment.ts';
import type { PageContext } from '../../components/page-context.ts';

/** Writes resources, roles and settings again; without the switch azd skips what did not change. */
const PROVISION = 'azd provision --no-state';
const RESTART = 'az functionapp restart --ids "$(azd env get-value FUNCTION_APP_ID)"';

/** The command that mends a cause; `undefined` when no command does. */
function commandFor(dependency: Dependency, cause: CheckCause): string | undefined {
  switch (cause) {
    case 'refused':
    case 'no-identity':
    case 'not-there':
      return dependency === 'graph' || dependency === 'cards' ? undefined : PROVISION;
    case 'unreachable':
      return dependency === 'database' || dependency === 'vault' || dependency === 'queues' ? PROVISION : undefined;
    case 'late':
    case 'skewed':
      return RESTART;
    case 'other-app':
      return 'azd env get-value CUSTOM_DOMAIN_VERIFICATION_ID && azd provision && azd deploy';
    case 'throttled':
    case 'too-long':
    case 'unknown':
      return undefined;
  }
}

/** What the app found when it tried everything that it depends on (PRODUCT E6). */
export function deploymentPage({ words, language, now }: PageContext, findings: readonly Finding[]): Page {
  const text = words.deployment;
  const failed = findings.filter(({ state }) => state === 'failed').length;
  return {
    title: text.title,
    content: html`<p>${text.explanation}</p>
<p class="note ${failed === 0 ? 'good' : 'warn'}" role="status">${failed === 0 ? text.allGood : text.someFailed(failed)}</p>
<p class="hint">${tellingMoment(text.checkedAt, instant(now), language)}</p>
<section aria-label="${text.title}"><ul class="findings">${findings.map((finding) => item(words, finding))}</ul>
<p class="actions"><a class="button" href="/organization/microsoft-365/deployment">${text.again}</a></p></section>`,
  };
}

const TONE: Readonly<Record<Finding['state'], string>> = { good: 'good', skipped: '', failed: 'bad' };

function item(words: Words, finding: Finding): Html {
  const text = words.deployment;
  const head = html`<div class="head"><strong>${text.dependencies[finding.dependency]}</strong><span class="badge ${TONE[finding.state]}">${text.states[finding.state]}</span></div>`;
  switch (finding.state) {
    case 'good':
      return html`<li>${head}</li>`;
    case 'skipped': {
      const { dependency } = finding;
      const why = dependency === 'entra' || dependency === 'mail' ? text.skipped[dependency] : text.skipped.other;
      return html`<li>${head}<p class="hint">${why}</p></li>`;
    }
    case 'failed': {
      const command = commandFor(finding.dependency, finding.cause);
      return html`<li>${head}<p>${text.causes[finding.cause]}</p>
${command === undefined ? '' : html`<p>${text.run}<br><code>${command}</code></p>`}
<p class="hint">${text.code(finding.code)}</p></li>`;
    }
  }
}
