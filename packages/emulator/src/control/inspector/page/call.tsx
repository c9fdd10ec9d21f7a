import { type JournalEntry, outcomeOf } from '../../../server/journal.ts';
import { ask } from './api.ts';
import { usePage } from './context.ts';
import { toCurl } from './curl.ts';
import { useLoaded } from './live.ts';
import { Block, pretty, timeOf } from './parts.tsx';

/** One call: why it was refused, what it changed, what was sent and what came back. */
export function Call({ number }: { readonly number: string }) {
  const { texts, vendor, revision, show } = usePage();
  const found = useLoaded(
    async () => {
      const [entry] = await ask<JournalEntry[]>(`/${vendor.name}/journal`, 'journal', { number });
      return { entry };
    },
    `${vendor.name} ${number}`,
    String(revision.deliveries),
  );
  if (!found) return null;
  const close = (
    <button type="button" class="close" onClick={() => show({ call: '' })}>
      {texts.close}
    </button>
  );
  if (!found.entry) {
    return (
      <>
        {close}
        <p class="empty">{texts.callGone}</p>
      </>
    );
  }
  const { entry } = found;
  const { requestBody, answerBody } = entry;
  const curl = toCurl(entry, vendor);
  return (
    <>
      {close}
      <h2>
        {entry.endpoint ?? `${entry.method} ${entry.path}`} <small>{`#${entry.number}`}</small>
      </h2>
      <Reason entry={entry} />
      <dl>
        <dt>{texts.at}</dt>
        <dd>{timeOf(entry.at)}</dd>
        <dt>{texts.path}</dt>
        <dd>
          <code>{`${entry.method} ${entry.path}`}</code>
        </dd>
        <dt>{texts.status}</dt>
        <dd>{entry.status ?? texts.cut}</dd>
        {entry.vendorCode !== undefined && (
          <>
            <dt>{texts.code}</dt>
            <dd>{String(entry.vendorCode)}</dd>
          </>
        )}
        <dt>{texts.duration}</dt>
        <dd>{`${entry.durationMs} ms, ${texts.http} ${entry.httpVersion}`}</dd>
      </dl>
      <Changes entry={entry} />
      <Deliveries entry={entry} />
      {requestBody === undefined ? (
        <Missing title={texts.request} text={texts.noBody} />
      ) : (
        <Block title={texts.request} text={pretty(requestBody)} />
      )}
      {answerBody === undefined ? (
        <Missing title={texts.answer} text={texts.noBody} />
      ) : (
        <Block title={texts.answer} text={pretty(answerBody)} />
      )}
      {curl === undefined ? (
        <Missing title={texts.curl} text={texts.noCurl} />
      ) : (
        <>
          <Block title={texts.curl} text={curl} />
          <p class="faint">{texts.curlHint}</p>
        </>
      )}
    </>
  );
}

/** Why a call was not simply done. */
function Reason({ entry }: { readonly entry: JournalEntry }) {
  const { texts } = usePage();
  const { fault, refusal, endpoint } = entry;
  if (outcomeOf(entry) === 'done') return null;
  const rule = endpoint === undefined ? texts.noEndpoint : texts.noRule;
  return (
    <div class={fault === undefined ? 'reason refused' : 'reason fault'}>
      <h3>{fault === undefined ? texts.whyRefused : texts.whyFault}</h3>
      {fault !== undefined && <p>{texts.faultKind(fault)}</p>}
      {fault === undefined && <p class="rule">{refusal?.rule || rule}</p>}
      {refusal?.page !== undefined && (
        <a href={refusal.page} target="_blank" rel="noopener noreferrer">
          {texts.vendorPage}
        </a>
      )}
    </div>
  );
}

function Changes({ entry: { changes } }: { readonly entry: JournalEntry }) {
  const { texts, linkTo } = usePage();
  if (changes.length === 0) return <Missing title={texts.changes} text={texts.noChanges} />;
  return (
    <section>
      <h3>{texts.changes}</h3>
      <ul class="changes">
        {changes.map((change) => (
          <li key={change.number}>
            <b>{change.type === 'vendor' ? change.name : change.type}</b>{' '}
            {change.groupId !== undefined && (
              <a href={linkTo('groups', { group: change.groupId })}>{change.groupId}</a>
            )}{' '}
            <code>{JSON.stringify(change.data)}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Deliveries({ entry: { deliveries } }: { readonly entry: JournalEntry }) {
  const { texts } = usePage();
  if (deliveries.length === 0) return null;
  return (
    <section>
      <h3>{texts.deliveries}</h3>
      <ul class="changes">
        {deliveries.map(({ number, name, kind, status, problem, attempts }) => (
          <li key={number}>
            <b>{name}</b> {texts[kind]}, {problem ?? status}, {texts.attempts(attempts)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Missing({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section>
      <h3>{title}</h3>
      <p class="faint">{text}</p>
    </section>
  );
}
