import { defineConfig } from 'vite';

// Everything goes into the bundle.
export default defineConfig({ ssr: { noExternal: true } });
