/** A file of a form, whose bytes can be read at once. */
export class FormFile extends File {
  readonly content: Uint8Array<ArrayBuffer>;

  constructor(content: Uint8Array<ArrayBuffer>, name: string, type: string) {
    super([content], name, { type });
    this.content = content;
  }
}

/** The parts of a form by name. */
export type Form = Readonly<Record<string, string | FormFile>>;

/** True if a body is said to be a form. */
export function isForm(contentType: string | null): boolean {
  return /^multipart\/form-data\b/i.test(contentType ?? '');
}

/** Reads the parts of a form; nothing where the body is none. */
export async function readForm(
  body: Uint8Array<ArrayBuffer>,
  contentType: string | null,
): Promise<Form | undefined> {
  if (contentType === null || !isForm(contentType)) return undefined;
  try {
    const response = new Response(body, { headers: { 'content-type': contentType } });
    const parts = [...(await response.formData())].map(async ([name, part]) => [
      name,
      typeof part === 'string' ? part : await toFormFile(part),
    ]);
    return Object.fromEntries(await Promise.all(parts));
  } catch {
    return undefined;
  }
}

async function toFormFile(file: File): Promise<FormFile> {
  return new FormFile(new Uint8Array(await file.arrayBuffer()), file.name, file.type);
}
