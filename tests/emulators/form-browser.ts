import { CookieJar } from 'tough-cookie';

/** Where a browser has come to. */
export interface Stop {
  url: URL;
  status: number;
  html: string;
}

/**
 * A browser without JavaScript: keeps cookies, follows redirects, and presses the buttons that it sees. It stops before
 * it would leave for an address of the application.
 */
export function createFormBrowser(applicationUrl: string) {
  const jar = new CookieJar();
  let stop: Stop = { url: new URL('about:blank'), status: 0, html: '' };

  async function request(address: string, form?: URLSearchParams): Promise<Stop> {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: await jar.getCookieString(address) },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, address);
    const location = response.headers.get('location');
    const html = await response.text();
    if (location === null) {
      stop = { url: new URL(address), status: response.status, html };
      return stop;
    }
    const next = new URL(location, address);
    if (!next.href.startsWith(applicationUrl)) return request(next.href);
    stop = { url: next, status: response.status, html: '' };
    return stop;
  }

  /** Presses the first button whose text holds `label`, with what was filled in besides. */
  function press(label: string, filledIn: Record<string, string> = {}): Promise<Stop> {
    for (const [, attributes = '', content = ''] of stop.html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
      for (const [, button = '', text = ''] of content.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g)) {
        if (!text.replaceAll(/<[^>]*>/g, '').includes(label)) continue;
        const form = new URLSearchParams();
        for (const [input] of content.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) append(form, input);
        append(form, button);
        for (const [name, value] of Object.entries(filledIn)) form.set(name, value);
        return request(new URL(attribute(attributes, 'action') ?? '', stop.url).href, form);
      }
    }
    throw new Error(`No button "${label}" on this page: ${stop.html}`);
  }

  /** Follows the first link whose text holds `label`. */
  function follow(label: string): Promise<Stop> {
    for (const [, attributes = '', text = ''] of stop.html.matchAll(/<a([^>]*)>([\s\S]*?)<\/a>/g)) {
      if (text.includes(label)) return request(new URL(attribute(attributes, 'href') ?? '', stop.url).href);
    }
    throw new Error(`No link "${label}" on this page: ${stop.html}`);
  }

  return { open: (address: string) => request(address), press, follow };
}

function append(form: URLSearchParams, tag: string): void {
  const name = attribute(tag, 'name');
  if (name !== undefined) form.set(name, attribute(tag, 'value') ?? '');
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');
}
