import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  // Relative addresses: the same build is served by the window and by the test bridge.
  base: "./",
  // One file is right: it is read from the program itself, not over a network.
  build: {
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
