/** One small call, again and again. Each process imports only what its own caller needs. */
export type Caller = () => Promise<unknown>;

/** The call for each name of a row, given the server's port. */
export type Callers = Readonly<Record<string, (port: number) => Promise<Caller>>>;

/** As the application with the largest package at the vendor would set it: nothing waits. */
export const rate = { requests: 1_000_000, perSeconds: 1 };

/** Small calls of other SDKs to their own services. */
export const peers: Callers = {
  async openai(port) {
    const { default: OpenAI } = await import('openai');
    const client = new OpenAI({ apiKey: 'key', baseURL: `http://127.0.0.1:${port}/v1` });
    const messages = [{ role: 'user' as const, content: 'Is bob in the book club?' }];
    return () => client.chat.completions.create({ model: 'any', messages });
  },

  async stripe(port) {
    const { default: Stripe } = await import('stripe');
    const client = new Stripe('sk_test_key', { host: '127.0.0.1', port, protocol: 'http' });
    return () => client.customers.create({ name: 'Bob', email: 'bob@example.com' });
  },

  async '@stream-io/node-sdk'(port) {
    const { StreamClient } = await import('@stream-io/node-sdk');
    const client = new StreamClient('key', 'secret', { basePath: `http://127.0.0.1:${port}` });
    const request = { type: 'messaging', id: 'book-club', add_members: [{ user_id: 'bob' }] };
    return () => client.chat.updateChannel(request);
  },

  async 'stream-chat'(port) {
    const { StreamChat } = await import('stream-chat');
    const client = new StreamChat('key', 'secret', { baseURL: `http://127.0.0.1:${port}` });
    const channel = client.channel('messaging', 'book-club');
    return () => channel.addMembers(['bob']);
  },
};
