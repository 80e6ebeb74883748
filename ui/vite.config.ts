import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  // Relative addresses: the same build is served by the window and by the test bridge.
  base: "./",
  build: { target: "es2022", outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0 },
  resolve: { conditions: process.env.VITEST ? ["browser"] : [] },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
});
