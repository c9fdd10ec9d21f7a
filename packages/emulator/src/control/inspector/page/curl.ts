import type { JournalEntry } from '../../../server/journal.ts';

type Call = Pick<JournalEntry, 'method' | 'path' | 'token' | 'requestBody' | 'answerBody'>;

/**
 * A call as a command for a POSIX shell, which reads the token from `$IM_TOKEN`; nothing where the body is not there as it was
 * sent.
 */
export function toCurl(call: Call, baseUrl: string): string | undefined {
  const { method, path, token, requestBody = '', answerBody } = call;
  // What the journal writes in place of a form.
  if (/^\[form: .*\]$/s.test(requestBody)) return undefined;
  // The bodies of a call are forgotten together.
  if (requestBody === '' && answerBody === undefined && method !== 'GET') return undefined;
  const inQuery = token !== undefined && token !== 'authorization';
  const url = `${baseUrl}${path}`;
  const parts = ['curl', '-s', '-X', method];
  parts.push(
    inQuery
      ? `${quoted(`${url}${path.includes('?') ? '&' : '?'}${token}=`)}"$IM_TOKEN"`
      : quoted(url),
  );
  if (token === 'authorization') parts.push('-H', '"Authorization: Bearer $IM_TOKEN"');
  if (requestBody !== '') {
    parts.push('-H', quoted('Content-Type: application/json'), '--data-raw', quoted(requestBody));
  }
  return parts.join(' ');
}

/** A text that the shell does not read. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
