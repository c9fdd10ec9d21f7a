/** Why a budget can be missed; shown where it is. */
export const explanations: readonly { readonly about: RegExp; readonly why: string }[] = [
  {
    about: /processor time over bare ky/,
    why: 'What a call adds: checking the request, one signal and two timers for the deadlines, the rate limit, credentials, reading the envelope, mapping. With the transport taken out, all of it takes about 10 µs in warm code; the rest is what a signal costs in ky and fetch, garbage, and colder caches on a busy machine: the spread tells how busy it was. The profiles of one call alone, ours and that of bare ky, stand below its table. With `undiciTransport()` the whole call costs about a third of one over ky.',
  },
  {
    about: /a million members.*rate/,
    why: 'The profile below the table tells where: reading through ky, making a `Member` of each item, remembering the ids of one page, and giving members one by one through an async iterator; the row "page by page" (`.pages()`) is without the last. Over a network both ways wait for the vendor most of the time.',
  },
  {
    about: /answers after/,
    why: 'The ideal knows only rate and distance. Emulator, client and everything else on the machine share its cores: where the plain loop takes much longer than its distance per call, answers were late for that reason, and the limiter never gives back more than a twentieth of a second of missed places.',
  },
  {
    about: /a million members.*memory/,
    why: 'The loop holds one page as JSON gave it; the list also its members, the ids of the page before, and the page that is read ahead. The code of the SDK, ky and valibot is the rest: a fixed amount, whatever the length of the list.',
  },
  {
    about: /cold require/,
    why: 'CommonJS files are compiled whole when they are loaded, that of the core with ky and jose in it, which publish ESM only and run on first use; and `import * as v` becomes a copy of all the names of valibot in each file.',
  },
  {
    about: /min\+gzip/,
    why: 'The endpoint tables grew: every documented endpoint of the vendor, with the schemas of its request and answer. The parts are listed below the table of sizes.',
  },
];
