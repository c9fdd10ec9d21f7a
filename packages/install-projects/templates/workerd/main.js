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
  const lists = await Promise.all(
    [1, 2, 3, 4].map(() =>
      worker.dispatchFetch('http://localhost/list').then((each) => each.text()),
    ),
  );
  console.log(`requests that wait for each other: ${lists.join(' ')}`);
} finally {
  await worker.dispose();
}
