/** What the person who started the server reads: where to go, as whom, and what next. */

export type Welcome = {
  port: number;
  host: string;
  embedded: boolean;
  /** The demo accounts of this database and their one password; null = no demo data. */
  demo: { accounts: readonly string[]; password: string } | null;
};

export function welcome({ port, host, embedded, demo }: Welcome): string {
  // 0.0.0.0 and :: mean every address; a browser on this machine says localhost.
  const name = ["0.0.0.0", "::", "127.0.0.1", "::1"].includes(host) ? "localhost" : host;
  const url = `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
  const lines = [
    "",
    "巡安已启动。",
    `  巡视员（手机）  ${url}/`,
    `  督导（电脑）    ${url}/console/`,
    "",
    ...(demo ? demoLines(demo) : emptyLines),
    ...(embedded ? ["数据库：自带的 PostgreSQL，在数据文件夹里；正式使用可设 DATABASE_URL。"] : []),
    "手机要经 HTTPS 访问（放在反向代理后面）。停止：Ctrl-C。",
    "",
  ];
  return `${lines.join("\n")}\n`;
}

const demoLines = (demo: NonNullable<Welcome["demo"]>) => [
  "这是演示数据，人物都是虚构的。",
  `  账号  ${demo.accounts.join("  ")}`,
  `  密码  ${demo.password}`,
  "接下来：用 patroller1 在手机页登录，做一次巡视；再用 supervisor1 在电脑页审核。",
  "正式使用：设 DEMO=0 并换一个 DATA_DIR，从空数据库开始。",
];

const emptyLines = [
  "接下来，用这三条命令把片区、人员和老人名册导进来（服务器开着也可以）：",
  "  npm run areas  -- src/server/areas/areas.csv   （或您自己的片区表）",
  "  npm run people -- 人员.csv",
  "  npm run roster -- 名册.csv",
];
