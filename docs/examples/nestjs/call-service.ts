type Print = (text: string) => void;

/** Uses the service as its callers do, and prints each request with its answer. */
export async function callService(url: string, print: Print): Promise<void> {
  const created = await call('POST', '/groups', { name: 'Chess', ownerId: 'alice' });
  const members = `/groups/${encodeURIComponent(String(created.id))}/members`;
  await call('POST', members, { userIds: ['bob', 'carol', 'dave', 'ghost'] });
  await call('PUT', members, { userIds: ['bob', 'carol'] });
  const { nextCursor } = await call('GET', `${members}?pageSize=2`);
  await call('GET', `${members}?pageSize=2&cursor=${nextCursor}`);
  await call('GET', `${members}?pageSize=2&cursor=forged`);
  await call('GET', '/groups/missing/members');
  await call('POST', '/groups', { name: 'Chess' });

  async function call(
    method: string,
    path: string,
    body?: object,
  ): Promise<Readonly<Record<string, unknown>>> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: Readonly<Record<string, unknown>> = JSON.parse(await response.text());
    print(`${method} ${shortened(path)}${body ? ` ${JSON.stringify(body)}` : ''}`);
    print(`  ${response.status} ${shortened(JSON.stringify(answer))}\n`);
    return answer;
  }
}

/** Sealed cursors are long, and mean nothing to a reader. */
function shortened(text: string): string {
  return text.replaceAll(/eyJ[\w.-]{20,}/g, (cursor) => `${cursor.slice(0, 12)}...`);
}
