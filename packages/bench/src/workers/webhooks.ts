import { answerWith, tell } from './dialogue.ts';

/** Verifies and reads one callback. */
type Read = () => unknown;

async function openStripe(): Promise<Read> {
  const { default: Stripe } = await import('stripe');
  const stripe = new Stripe('sk_test_1');
  const object = Array.from(
    { length: 60 },
    (_, index) => `user-${String(index).padStart(20, '0')}`,
  );
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', data: { object } });
  const secret = 'whsec_test';
  const header = stripe.webhooks.generateTestHeaderString({ payload, secret });
  return () => stripe.webhooks.constructEvent(payload, header, secret, 1e9);
}

const name = process.argv[2] ?? '';
const opening: Promise<Read> =
  name === 'stripe'
    ? openStripe()
    : import(`./webhooks/${name}.ts`).then((module: { open(): Promise<Read> }) => module.open());
const read = await opening;
tell({ ready: true });

answerWith(async (question) => {
  const { count } = question as { readonly count: number };
  const startedAt = performance.now();
  for (let index = 0; index < count; index += 1) await read();
  return { microseconds: ((performance.now() - startedAt) * 1000) / count };
});
