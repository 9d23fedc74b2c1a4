import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const out = resolve(import.meta.dirname, 'dist');

/** `manifest.json`: the name a page asks for → the file with its digest. Flat, since the server needs no more. */
function flatManifest(): Plugin {
  return {
    name: 'flat-manifest',
    writeBundle(_options, bundle) {
      const names: Record<string, string> = {};
      for (const part of Object.values(bundle)) {
        if (part.type === 'chunk' && part.isEntry && part.name !== 'styles') names[`${part.name}.js`] = part.fileName;
        if (part.type === 'asset' && part.fileName.endsWith('.css')) names['talkoot.css'] = part.fileName;
      }
      const sorted = Object.fromEntries(Object.entries(names).sort());
      writeFileSync(resolve(out, 'manifest.json'), `${JSON.stringify(sorted, null, 2)}\n`);
    },
  };
}

export default defineConfig({
  base: './',
  build: {
    outDir: out,
    target: 'es2022',
    cssTarget: ['chrome111', 'firefox113', 'safari16.4'],
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      input: {
        talkoot: 'src/talkoot.ts',
        editor: 'src/editor.ts',
        session: 'src/session.ts',
        reorder: 'src/reorder.ts',
        drafts: 'src/drafts.ts',
        notes: 'src/notes.ts',
        styles: 'styles/talkoot.css',
      },
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: (asset) => (asset.names[0]?.endsWith('.css') ? 'talkoot-[hash][extname]' : '[name]-[hash][extname]'),
      },
    },
  },
  plugins: [flatManifest()],
});
