import { readFileSync } from 'node:fs';
import { Miniflare } from 'miniflare';

const worker = new Miniflare({
  modules: true,
  script: readFileSync(new URL('out/worker.js', import.meta.url), 'utf8'),
  bindings: { SETTINGS: JSON.parse(process.env.IMGROUPS_SETTINGS) },
  compatibilityDate: '2026-01-01',
});
try {
  const response = await worker.dispatchFetch('http://localhost/');
  console.log(await response.text());
} finally {
  await worker.dispose();
}
