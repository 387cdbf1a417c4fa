/** The borders of the house; docs/architecture.md draws them. */
const adapters = [
  '^shared/storage/',
  '^shared/cards/sansan-open-api\\.ts$',
  '^shared/contacts/graph-(mailbox|transport)\\.ts$',
  '^shared/identity/(entra-sign-in|(entra|openid)-portal-sign-in|openid-connect-sign-in|managed-identity|sealed-cookie)\\.ts$',
  '^shared/notifications/(communication-services-notifier|smtp-notifier|https-webhook)\\.ts$',
  '^shared/telemetry/azure-monitor\\.ts$',
  '^shared/settings\\.ts$',
];
const sdks = [
  '@azure/',
  '@opentelemetry/',
  '@microsoft/microsoft-graph-client',
  'openid-client',
  'jose',
  'nodemailer',
].map((name) => `node_modules/${name}`);

/** From the ground floor to the roof. What stands in one line may not know what stands in a later one. */
const rooms = [
  {
    name: 'ground-floor',
    path: '^shared/(ascii-case|email-address|ids|clock|capability|concurrency|function-timeout|in-batches|japan-time|language|optimistic-concurrency|over-http|persisted-schema|plain-text|queues|secrets|shutdown|version)\\.ts$',
  },
  ...[
    'telemetry',
    'audit',
    'cards',
    'contacts',
    'identity',
    'organizations',
    'consent',
    'links',
    'api-keys',
    'i18n',
  ].map(room),
  ...['notifications', 'invitations', 'sync', 'offboarding', 'storage', 'deployment'].map(room),
  { name: 'composition', path: '^shared/(settings|services)\\.ts$' },
  room('portal'),
];

function room(name) {
  return { name, path: `^shared/${name}/` };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Not even of types.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...rooms.slice(0, -1).map(({ name, path }, at) => ({
      name: `${name}-knows-no-higher-room`,
      severity: 'error',
      from: { path },
      to: { path: rooms.slice(at + 1).map((higher) => higher.path) },
    })),
    {
      name: 'every-room-has-its-place',
      comment: 'A new room or a new file on the ground floor is to be put into the list above.',
      severity: 'error',
      from: {},
      to: { path: '^shared/', pathNot: rooms.map(({ path }) => path) },
    },
    {
      name: 'the-core-knows-no-adapter',
      comment: 'Only the composition in shared/services.ts puts adapters in.',
      severity: 'error',
      from: { path: '^shared/', pathNot: [...adapters, '^shared/services\\.ts$'] },
      to: { path: adapters, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-core-knows-no-sdk',
      severity: 'error',
      from: { path: '^shared/', pathNot: adapters },
      to: { path: sdks, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'what-screens-are-made-of-knows-no-screen',
      severity: 'error',
      from: { path: '^shared/portal/(http|components|assets)/' },
      to: { path: '^shared/portal/(account|administrator|consent|help|operations|user)/' },
    },
    {
      name: 'functions-know-no-adapter',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: adapters, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shared-knows-no-trigger',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: ['^functions/', '^local/', '^tests/'] },
    },
    {
      name: 'the-app-knows-no-emulator',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: ['^local/', '^tests/'] },
    },
    {
      name: 'the-local-stack-knows-the-app-by-its-front-door',
      comment: 'The demo and the checks must not borrow the rules that they check.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^shared/', pathNot: ['^shared/storage/cosmos-database\\.ts$', '^shared/queues\\.ts$'] },
    },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^@azure/functions-core$', '^@microsoft/microsoft-graph-types$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
