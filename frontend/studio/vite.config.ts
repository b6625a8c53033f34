import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => {
  const backend = loadEnv(mode, '.', 'DAILIES_').DAILIES_BASE_URL ?? 'http://127.0.0.1:8000';
  return {
    base: '/static/',
    plugins: [svelte(), svelteTesting()],
    build: {
      outDir: '../dist',
      emptyOutDir: true,
      manifest: true,
      // The Django page finds the built files by the manifest, so there is no index.html.
      rollupOptions: { input: ['src/main.ts', 'src/review.ts'] },
    },
    server: { proxy: { '/api': backend, '/media': backend, '/ws': { target: backend, ws: true } } },
    test: { environment: 'jsdom', include: ['src/**/*.test.ts'], setupFiles: ['src/testing/setup.ts'] },
  };
});
