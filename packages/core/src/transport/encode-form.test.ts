import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withEncodedForm } from './encode-form.ts';

function encoded(form: FormData) {
  return withEncodedForm({ method: 'POST', url: 'https://vendor.test/', headers: {}, body: form });
}

/** The form as a runtime reads it again. */
async function readAgain(form: FormData): Promise<FormData> {
  const { body, headers } = encoded(form);
  return new Response(body, { headers }).formData();
}

test('a form becomes one blob, whose boundary stands in the header', () => {
  const form = new FormData();
  form.append('file', new Blob(['moves']), 'game.txt');

  const { body, headers } = encoded(form);

  expect(body).toBeInstanceOf(Blob);
  expect((body as Blob).type).toBe('');
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
});

test('names, texts and files come out as the runtime itself would send them', async () => {
  const text = fc.string({ unit: 'grapheme' });
  const filled = fc.string({ unit: 'grapheme', minLength: 1 });
  await fc.assert(
    fc.asyncProperty(text, text, filled, fc.uint8Array(), async (name, value, filename, bytes) => {
      const form = new FormData();
      form.append(name, value);
      form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), filename);

      const ours = await readAgain(form);
      const theirs = await new Response(form).formData();

      expect([...ours.keys()]).toEqual([...theirs.keys()]);
      expect(ours.get([...ours.keys()][0] ?? '')).toEqual(theirs.get([...theirs.keys()][0] ?? ''));
      const [file, expected] = [ours.get('file'), theirs.get('file')] as [File, File];
      expect([file.name, file.type]).toEqual([expected.name, expected.type]);
      expect(await file.bytes()).toEqual(await expected.bytes());
    }),
  );
});

describe('a file', () => {
  test('without a type is octets', async () => {
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x');

    expect(((await readAgain(form)).get('file') as File).type).toBe('application/octet-stream');
  });

  test('is not read before it is sent', () => {
    const form = new FormData();
    const file = new File([new Uint8Array(1024)], 'large');
    form.append('file', file);
    const sent = form.get('file') as File;
    for (const reading of ['arrayBuffer', 'stream', 'text'] as const) {
      sent[reading] = () => {
        throw new Error('read');
      };
    }

    expect((encoded(form).body as Blob).size).toBeGreaterThan(1024);
  });
});

test('what is no form stays as it is', () => {
  const request = { method: 'POST', url: 'https://vendor.test/', headers: { a: 'b' }, body: '{}' };

  expect(withEncodedForm(request)).toEqual(request);
});
