import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import solid from "vite-plugin-solid";
import pkg from "./package.json" with { type: "json" };
import { withoutWords } from "./src/worker/without-words.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The worker computes; the words of the rule set are for the screens. */
const rulesForWorker: Plugin = {
  name: "rules-without-words",
  enforce: "pre",
  transform(code, id) {
    return /\/domain\/rulesets\/[^/]+\.json$/.test(id) ? JSON.stringify(withoutWords(JSON.parse(code))) : null;
  },
};

/** `vite build` makes the two web apps and the service worker; `vite build --mode server` the server and its commands. */
export default defineConfig(({ mode }) =>
  mode === "server"
    ? {
        root: here("src"),
        publicDir: false,
        define: { __APP_VERSION__: JSON.stringify(pkg.version) },
        ssr: { external: true as const },
        build: {
          ssr: true,
          target: "node20",
          outDir: here("dist/server"),
          emptyOutDir: true,
          rolldownOptions: {
            input: { main: here("src/server/main.ts"), cli: here("src/server/cli.ts") },
          },
        },
      }
    : {
        root: here("src"),
        appType: "mpa" as const,
        publicDir: here("public"),
        define: { __APP_VERSION__: JSON.stringify(pkg.version) },
        plugins: [
          solid(),
          VitePWA({
            strategies: "injectManifest",
            srcDir: "../sw",
            filename: "sw.ts",
            injectRegister: false,
            registerType: "prompt",
            manifest: {
              id: "/",
              name: "巡安",
              short_name: "巡安",
              description: "居家老人入户巡视",
              lang: "zh-CN",
              start_url: "/",
              scope: "/",
              display: "standalone",
              orientation: "any",
              background_color: "#EAEFF4",
              theme_color: "#14498C",
              icons: [
                { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
                { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
                { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
              ],
            },
            injectManifest: {
              target: "chrome87",
              globPatterns: ["**/*.{js,css,html,svg,png,woff2,webmanifest}"],
              globIgnores: ["console/**", "assets/console*", "assets/leaflet*"],
            },
          }),
        ],
        worker: { format: "es" as const, plugins: () => [rulesForWorker] },
        // `npm run dev` beside a running `npm start`.
        server: { proxy: { "/api": "http://localhost:8080" } },
        build: {
          target: "chrome87",
          cssTarget: "chrome87",
          manifest: true,
          outDir: here("dist/web"),
          emptyOutDir: true,
          rolldownOptions: {
            input: { index: here("src/index.html"), console: here("src/console/index.html") },
          },
        },
      },
);
