// The table of imports of docs/architecture.md, and nothing else. Keep both equal.
const rooms = {
  domain: { rooms: [], packages: ['valibot', 'temporal-polyfill'] },
  contract: { rooms: ['domain'], packages: ['valibot'] },
  core: { rooms: ['domain', 'contract'], packages: [] },
  adapters: {
    rooms: ['domain', 'contract', 'core'],
    packages: [
      'better-sqlite3',
      '@zxing/library',
      'zxing-wasm',
      '@napi-rs/canvas',
      '@noble/curves',
      '@noble/hashes',
      'echarts',
      'pdfmake',
      'qrcode',
      'write-excel-file',
      'valibot',
    ],
    node: true,
  },
  main: { rooms: ['domain', 'contract', 'core', 'adapters'], packages: ['electron', 'valibot'], node: true },
  kiosk: {
    rooms: ['domain', 'contract', 'core', 'adapters'],
    packages: ['fastify', '@fastify/static', '@fastify/cookie', 'valibot'],
    node: true,
  },
  cli: { rooms: ['domain', 'contract', 'core', 'adapters'], packages: ['valibot'], node: true },
  central: {
    rooms: ['domain', 'contract'],
    packages: ['fastify', 'pg', '@electric-sql/pglite', 'valibot', '@valibot/to-json-schema', 'write-excel-file'],
    node: true,
  },
  preload: { rooms: ['contract'], packages: ['electron'] },
  renderer: { rooms: ['domain', 'contract'], packages: ['vue', 'pinia', 'vue-i18n', 'echarts', '@fontsource/'] },
};
const escape = (text) => text.replace(/[/\\^$.*+?()[\]{}|@-]/g, '\\$&');
const packagesOf = (names) =>
  names.map((name) => `^node_modules/(?:better-sqlite3-multiple-ciphers|${escape(name)})`).join('|');

const roomRules = Object.entries(rooms).flatMap(([room, { rooms: others, packages, node }]) => [
  {
    name: `${room}-rooms`,
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: { path: '^src/', pathNot: `^src/(${[room, ...others].join('|')})/` },
  },
  {
    name: `${room}-packages`,
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'unknown'],
      ...(packages.length ? { pathNot: packagesOf(packages) } : {}),
    },
  },
  ...(node
    ? []
    : [
        {
          name: `${room}-no-node`,
          severity: 'error',
          from: { path: `^src/${room}/` },
          to: { dependencyTypes: ['core'] },
        },
      ]),
]);

const folderOnly = (name, packages, folder) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${folder}/` },
  to: { path: packagesOf(packages) },
});

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
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['\\.d\\.ts$', 'env\\.d\\.ts$'] },
      to: {},
    },
    { name: 'nothing-unresolved', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
    {
      name: 'no-barrels',
      severity: 'error',
      from: {},
      to: { path: '^src/(domain|contract|core|adapters|renderer)\\b.*/index\\.ts$' },
    },
    {
      name: 'no-vague-folders',
      severity: 'error',
      from: {},
      to: { path: '^src/.*/(utils|helpers|common|shared|misc|service)/' },
    },
    folderOnly('sqlite-in-one-folder', ['better-sqlite3'], 'adapters/sqlite'),
    folderOnly('pixels-in-one-folder', ['@zxing/library', 'zxing-wasm'], 'adapters/reading'),
    ...roomRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.vue', '.js', '.json'],
    },
    exoticRequireStrings: [],
  },
};
