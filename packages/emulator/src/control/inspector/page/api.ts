/** Asks the emulator, and gives the named field of its answer. Throws an error that says why it was refused. */
export async function ask<Result>(
  path: string,
  field: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
): Promise<Result> {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const answer = await send(`${path}?${new URLSearchParams(given)}`, {});
  return (field === '' ? answer : answer[field]) as Result;
}

/** Tells the emulator to do something. */
export async function tell(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void> {
  await send(path, {
    method,
    headers: {
      'x-imgroups-control': '1',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function send(path: string, init: RequestInit): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`/_emulator${path}`, init);
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(String(answer.error));
  return answer;
}
