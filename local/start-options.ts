import { parseArgs } from 'node:util';

/** The options of `npm start`. */
export interface StartOptions {
  readonly port: number;
  /** Who signs people in at the portal: the company's own tenant, or the card system. */
  readonly portal: 'entra' | 'openid';
  /** Delete the state of an earlier start. */
  readonly fresh: boolean;
  /** The services misbehave at random. */
  readonly weather: boolean;
  /** Only print the usage. */
  readonly help: boolean;
  /** The cards of the first user; default: as many as the sample world defines. */
  readonly cards:
    | { readonly kind: 'generated'; readonly count: number }
    | { readonly kind: 'file'; readonly path: string }
    | undefined;
}

/** The command line is invalid; the message says why. */
export class UsageFailure extends Error {
  override readonly name = 'UsageFailure';
}

export const USAGE = `npm start [-- オプション (options)]
  --fresh            前回の状態を消してから始める (forget what an earlier start kept)
  --weather          周りのサービスが、ときどき不調になる (the services misbehave now and then)
  --portal openid    会社の Entra ID の代わりに、名刺システムでサインインする (sign in at the card system, not with Entra ID)
  --port 7071        アプリのポート。周りのサービスは続く番号を使う (port of the app; the services follow it)
  --cards 2000       最初のユーザーの名刺の枚数 (number of sample cards of the first user)
  --cards-from FILE  最初のユーザーの名刺を vCard から読む (read the cards of the first user from vCards)`;

const DEFAULT_PORT = 7071;
/** The app and its services use consecutive ports; two of a service that takes mail and webhooks. */
const HIGHEST_PORT = 65_535 - 10;
const MAX_CARDS = 100_000;

/** Parses the arguments after the script. Fails with `UsageFailure`. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const values = parse(args);
  if (values.cards !== undefined && values['cards-from'] !== undefined) {
    throw new UsageFailure('--cards と --cards-from は同時に指定できません (choose one of --cards and --cards-from)');
  }
  return {
    port: wholeNumber('--port', values.port ?? String(DEFAULT_PORT), 1, HIGHEST_PORT),
    fresh: values.fresh ?? false,
    weather: values.weather ?? false,
    portal: portalOf(values.portal),
    help: values.help ?? false,
    cards: cardsOf(values.cards, values['cards-from']),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        fresh: { type: 'boolean' },
        weather: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        port: { type: 'string' },
        portal: { type: 'string' },
        cards: { type: 'string' },
        'cards-from': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageFailure((error as Error).message, { cause: error });
  }
}

/** Also of the demo. Fails with `UsageFailure`. */
export function portalOf(way = 'entra'): StartOptions['portal'] {
  if (way === 'entra' || way === 'openid') return way;
  throw new UsageFailure('--portal は entra か openid です (either entra or openid)');
}

function cardsOf(count: string | undefined, path: string | undefined): StartOptions['cards'] {
  if (count !== undefined) return { kind: 'generated', count: wholeNumber('--cards', count, 0, MAX_CARDS) };
  return path === undefined ? undefined : { kind: 'file', path };
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageFailure(`${option} は ${least} から ${most} までの整数です (a whole number from ${least} to ${most})`);
}
