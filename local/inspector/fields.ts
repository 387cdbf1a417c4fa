import { html } from 'hono/html';
import type { Html } from './page.ts';

/** One field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string | null | undefined;
  readonly type?: 'text' | 'date' | 'lines' | undefined;
  readonly maxLength?: number | undefined;
  readonly isRequired?: boolean | undefined;
}

/** Form fields with labels. Names are also used as ids, so a page may contain each name only once. */
export function fieldList(fields: readonly Field[]): Html {
  return html`<div class="fields">${fields.map(field)}</div>`;
}

function field({ name, label, value, type = 'text', maxLength = 255, isRequired = false }: Field): Html {
  const common = html`id="${name}" name="${name}" autocomplete="off" maxlength="${maxLength}"${isRequired ? ' required' : ''}`;
  // HTML parsers drop one line break after the opening tag of a `textarea`.
  const input =
    type === 'lines'
      ? html`<textarea ${common} rows="5">
${value ?? ''}</textarea>`
      : html`<input ${common} type="${type}" value="${value ?? ''}">`;
  return html`<div class="field ${type}"><label for="${name}">${label}</label>${input}</div>`;
}
