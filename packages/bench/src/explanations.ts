/** Why a budget can be missed; shown where it is. */
export const explanations: readonly { readonly about: RegExp; readonly why: string }[] = [
  {
    about: /processor time over bare ky/,
    why: 'What a call adds: checking the request, one signal and two timers for the deadlines, the rate limit, credentials, reading the envelope, mapping. With the transport taken out, all of it takes about 14 µs in warm code; the rest is garbage, and code and data that have left the caches while the call waited: the spread tells how busy the machine was. The profiles of one call alone, ours and that of bare ky, stand below its table. With `undiciTransport()` the whole call costs about a third of one over ky.',
  },
  {
    about: /a million members.*rate/,
    why: 'The profile below the table tells where. With the transport taken out, a member costs 0.24 µs to parse and 0.30 µs here: about a third each for remembering its id for the page after, for its `Date`, and for checking what is read and making the `Member`; one by one, a promise comes to it. A page costs about 110 µs more through ky, deadlines and limiter than by bare fetch. The time also has loading the packages and ky, which the loop does not need. Over a network both ways wait for the vendor most of the time.',
  },
  {
    about: /community.*each page used/,
    why: 'Each of the 20 pages tells where the next one begins, so the 20 answers come one after the other: 2.00 s. Nothing is read before a second page is asked for, so the first page is used while nothing is on its way, and the last one after the last answer: 0.10 s. Traced, the next request leaves 0.3 ms after an answer; the rest of each call is spent in the emulator, its timer, and the sockets.',
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
    about: /export over fetch/,
    why: 'The export makes 600 calls a second, and fetch keeps one core busy with them.',
  },
  {
    about: /cold require/,
    why: 'CommonJS files are compiled whole when they are loaded, that of the core with ky and jose in it, which publish ESM only and run on first use.',
  },
  {
    about: /cold import/,
    why: 'By a profile, compiling the files takes two to three times as long as running them: valibot, most of which is not used, the core, and the chapters with a schema of each request and answer.',
  },
  {
    about: /groups of \d+, .*(ex|im)port/,
    why: 'The ideal knows only the scarcest rate. The plan comes before it, a job begins with few groups side by side until it knows what a group needs, and the last groups end with nobody behind them. The table tells how much of the time a core was busy with the job: the emulator, which does as much, and everything else share the machine with it.',
  },
  {
    about: /^UserSig/,
    why: "Node makes the hash and the compression, and they are what a signature costs: the vendor's `tls-sig-api-v2`, measured in the same run, tells how fast this machine is.",
  },
  {
    about: /min\+gzip/,
    why: 'The endpoint tables grew: every documented endpoint of the vendor, with the schemas of its request and answer. The parts are listed below the table of sizes.',
  },
];
