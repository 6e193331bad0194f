import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; connect-src 'self' ws: wss:";

/** The built page carries its policy with it, whoever serves it. The development server needs inline scripts. */
const policy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
  ],
};

export default defineConfig({
  plugins: [react(), tailwind(), policy],
  // The one large piece is LiveKit, which only a call loads.
  build: { target: 'es2022', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 600 },
  server: { proxy: { '/v1': { target: process.env['LIFEOS_URL'] ?? 'http://127.0.0.1:8080', xfwd: true } } },
});
