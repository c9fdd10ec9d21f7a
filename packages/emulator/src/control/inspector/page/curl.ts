import type { JournalEntry } from '../../../server/journal.ts';
import type { VendorOverview } from '../server.ts';

type Call = Pick<JournalEntry, 'method' | 'path' | 'token' | 'requestBody' | 'answerBody'>;

/**
 * A call as a command for a POSIX shell, which reads the token from `$IM_TOKEN`; nothing where the body is not there as it was
 * sent.
 */
export function toCurl(
  call: Call,
  { baseUrl, tokenQuery = '' }: Pick<VendorOverview, 'baseUrl' | 'tokenQuery'>,
): string | undefined {
  const { method, path, token, requestBody = '', answerBody } = call;
  // What the journal writes in place of a form.
  if (/^\[form: .*\]$/s.test(requestBody)) return undefined;
  // The bodies of a call are forgotten together.
  if (requestBody === '' && answerBody === undefined && method !== 'GET') return undefined;
  const url = `${baseUrl}${path}`;
  const parts = ['curl', '-s', '-X', method];
  parts.push(
    token === 'query'
      ? `${quoted(`${url}${path.includes('?') ? '&' : '?'}${tokenQuery}=`)}"$IM_TOKEN"`
      : quoted(url),
  );
  if (token === 'header') parts.push('-H', '"Authorization: Bearer $IM_TOKEN"');
  if (requestBody !== '') {
    parts.push('-H', quoted('Content-Type: application/json'), '--data-raw', quoted(requestBody));
  }
  return parts.join(' ');
}

/** A text that the shell does not read. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
