import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Names the script of the screens in the page, so that it is fetched beside the first one and not after it. */
function fetchScreensAtOnce(): Plugin {
  return {
    name: "fetch-screens-at-once",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const screens = Object.values(bundle ?? {}).find(
          (chunk) => chunk.type === "chunk" && chunk.facadeModuleId?.endsWith("/src/shell/open.ts"),
        );
        if (!screens) return [];
        const attrs = { rel: "modulepreload", href: `./${screens.fileName}` };
        return [{ tag: "link", attrs, injectTo: "head" }];
      },
    },
  };
}

export default defineConfig({
  plugins: [svelte(), fetchScreensAtOnce()],
  // Relative addresses: the same build is served by the window and by the test bridge.
  base: "./",
  // Few files are right: they are read from the program itself, not over a network.
  build: {
    cssCodeSplit: false,
    modulePreload: false,
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
  // Tests mount components as a browser does; the build has the usual conditions, which an empty list
  // would take away.
  ...(process.env.VITEST ? { resolve: { conditions: ["browser"] } } : {}),
  // A slow machine is no failure; a test that hangs is one.
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"], testTimeout: 60_000 },
});
