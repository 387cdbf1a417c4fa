import { html } from 'hono/html';

// The frame of the page uses these too, so its type cannot be imported here.
type Html = ReturnType<typeof html>;

/**
 * Text that is not the portal's own: a name, an address, a folder. It is isolated, since text that runs from right to
 * left would otherwise reorder its surroundings (Unicode UAX #9), and browsers do not translate it.
 */
export function foreignText(text: string): Html {
  return html`<bdi translate="no">${text}</bdi>`;
}

/** A sentence of the portal in which such a text occurs. */
export function naming(sentence: string, text: string): Html {
  const at = text === '' ? -1 : sentence.indexOf(text);
  if (at < 0) return html`${sentence}`;
  return html`${sentence.slice(0, at)}${foreignText(text)}${sentence.slice(at + text.length)}`;
}
