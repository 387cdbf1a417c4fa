import { load } from 'cheerio';
import { CookieJar } from 'tough-cookie';

/** The page on which a browser has arrived. */
export interface Stop {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  /** The text of the page, with white space folded. */
  readonly text: string;
}

export interface PlainBrowser {
  /** Opens an address and follows redirects. */
  open(address: string | URL): Promise<Stop>;
  /**
   * Presses the first button whose text contains `name` and whose form has all `fields`; fills them in by their
   * `name`.
   */
  press(
    name: string,
    fields?: Readonly<Record<string, string>>,
    /** Fields that are not in the page's form, as a forged form would send them. */
    forged?: Readonly<Record<string, string>>,
  ): Promise<Stop>;
  /** Follows the link whose text contains `name`. */
  follow(name: string): Promise<Stop>;
  readonly here: () => Stop;
  /** All addresses that this browser requested, in order. */
  readonly trail: () => readonly URL[];
  /** Requests JSON with this browser's cookies without leaving the current page. */
  json(address: string | URL): Promise<unknown>;
  /** The cookies that the browser would send to an address. */
  cookies(address: string | URL): Promise<readonly { readonly name: string; readonly value: string }[]>;
  /** Sends one request as given plus cookies, without following redirects; for what a normal browser would not send. */
  raw(address: string | URL, init?: RequestInit): Promise<Response>;
}

const MAX_REDIRECTS = 15;
const NOWHERE: Stop = { url: new URL('about:blank'), status: 0, html: '', text: '' };

/**
 * A browser without JavaScript: keeps cookies, follows redirects, presses the page's buttons and links, and sends
 * `Origin` with every form, as browsers do. `halt` stops before a redirect is followed.
 */
export function plainBrowser(
  options: { readonly language?: 'ja' | 'en'; readonly halt?: (address: URL) => boolean } = {},
): PlainBrowser {
  const jar = new CookieJar();
  const trail: URL[] = [];
  let stop = NOWHERE;

  async function raw(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = String(address);
    trail.push(new URL(url));
    const headers = new Headers(init.headers);
    if (!headers.has('cookie')) headers.set('cookie', await jar.getCookieString(url));
    if (!headers.has('accept-language')) headers.set('accept-language', options.language ?? 'ja');
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, url);
    return response;
  }

  async function go(address: URL, init?: RequestInit): Promise<Stop> {
    let url = address;
    let response = await raw(url, init);
    for (let redirects = 0; ; redirects += 1) {
      const location = response.headers.get('location');
      const html = await response.text();
      const next = location === null ? undefined : new URL(location, url);
      if (next === undefined || options.halt?.(next)) {
        stop = { url: next ?? url, status: response.status, html, text: fold(read(html)('body').text()) };
        return stop;
      }
      if (redirects === MAX_REDIRECTS)
        throw new Error(`Too many redirects, the last to ${next.origin}${next.pathname}`);
      url = next;
      response = await raw(url);
    }
  }

  return {
    open: (address) => go(new URL(address)),
    press: (name, fields = {}, forged = {}) => {
      const $ = read(stop.html);
      const button = $('form button')
        .filter(
          (_, element) =>
            fold($(element).text()).includes(name) &&
            Object.keys(fields).every((field) => $(element).closest('form').find(`[name="${field}"]`).length > 0),
        )
        .first();
      if (button.length === 0) {
        const wanted = ['a form', ...Object.keys(fields)].join(' with ');
        throw new Error(`No button "${name}" of ${wanted} on the page: ${stop.text.slice(0, 500)}`);
      }
      const form = button.closest('form');
      const values = new URLSearchParams();
      for (const field of form.serializeArray()) values.append(field.name, field.value);
      const pressed = button.attr('name');
      if (pressed !== undefined) values.set(pressed, button.attr('value') ?? '');
      for (const [field, text] of Object.entries({ ...fields, ...forged })) values.set(field, text);
      const action = new URL(button.attr('formaction') ?? form.attr('action') ?? '', stop.url);
      return go(action, { method: 'POST', body: values, headers: { origin: stop.url.origin } });
    },
    follow: (name) => {
      const $ = read(stop.html);
      const link = $('a[href]')
        .filter((_, element) => fold($(element).text()).includes(name))
        .first();
      const href = link.attr('href');
      if (href === undefined) throw new Error(`No link "${name}" on the page: ${stop.text.slice(0, 500)}`);
      return go(new URL(href, stop.url));
    },
    here: () => stop,
    trail: () => trail,
    json: async (address) => (await raw(address, { headers: { accept: 'application/json' } })).json(),
    cookies: async (address) => (await jar.getCookies(String(address))).map(({ key, value }) => ({ name: key, value })),
    raw,
  };
}

/** Parses the page as a browser without scripting does, so the content of `noscript` counts. */
function read(html: string) {
  return load(html, { scriptingEnabled: false });
}

function fold(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
