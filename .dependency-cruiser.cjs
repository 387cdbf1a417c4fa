/** The borders of the house; docs/architecture.md draws them. */
const adapters = [
  '^shared/storage/',
  '^shared/cards/sansan-open-api\\.ts$',
  '^shared/contacts/graph-(mailbox|transport)\\.ts$',
  '^shared/identity/(entra-sign-in|openid-portal-sign-in|sealed-cookie)\\.ts$',
  '^shared/notices/(smtp-notifier|https-webhook)\\.ts$',
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

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'the-core-knows-no-adapter',
      comment: 'Only the composition in shared/services.ts puts adapters in.',
      severity: 'error',
      from: { path: '^shared/', pathNot: adapters },
      to: { path: adapters, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-core-knows-no-sdk',
      severity: 'error',
      from: { path: '^shared/', pathNot: adapters },
      to: { path: sdks, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'functions-know-adapters-by-composition',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/services\\.ts$' },
      to: { path: adapters, pathNot: '^shared/storage/storage-queues\\.ts$', dependencyTypesNot: ['type-only'] },
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
      to: { path: '^shared/', pathNot: ['^shared/storage/(cosmos-database|storage-queues)\\.ts$'] },
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
