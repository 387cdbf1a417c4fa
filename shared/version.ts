/** Put in by the bundler (`infra/scripts/bundle.ts`); sources that run as they are have none. */
declare const MEISHI_SYNC_VERSION: string | undefined;

/** What runs: the version, and the commit that it was made from. */
export const VERSION = typeof MEISHI_SYNC_VERSION === 'undefined' ? 'from-sources' : MEISHI_SYNC_VERSION;
