import { useEffect, useRef, useState } from 'preact/hooks';
import { outcomeOf } from '../../../server/journal.ts';
import type { CallLine, CallPart } from '../commands.ts';
import { ask, tell } from './api.ts';
import { Call } from './call.tsx';
import { ChoiceList } from './choice-list.tsx';
import { usePage } from './context.ts';
import { Action, SearchField } from './parts.tsx';

/** The calls of a vendor, newest first, and the one that is open. */
export function Journal() {
  const { texts, vendor, route, tick, narrow, show } = usePage();
  const { outcome = '', endpoint = '', text = '', call } = route.query;
  const filter = JSON.stringify([vendor.name, outcome, endpoint, text]);
  const [calls, setCalls] = useState<CallPart>();
  /** The last call of the list while somebody has scrolled down: nothing moves until they come back. */
  const [through, setThrough] = useState<number>();
  const tickOnStop = useRef('');
  const [jumps, setJumps] = useState(0);
  useEffect(() => setThrough(undefined), [filter, jumps]);
  const jump = () => setJumps(jumps + 1);

  function onMoved(above: number): void {
    if (above > 0 && through === undefined && calls) {
      tickOnStop.current = tick;
      setThrough(calls.added);
    } else if (above === 0) setThrough(undefined);
  }

  return (
    <div class={call ? 'split opened' : 'split'}>
      <section class="side" aria-label={texts.journal}>
        <div class="filters">
          <SearchField label={texts.search} hint={texts.searchCalls} name="text" />
          <label class="field">
            <span>{texts.outcome}</span>
            <select
              value={outcome}
              onChange={({ currentTarget: { value } }) => show({ outcome: value })}
            >
              <option value="">{texts.anyOutcome}</option>
              <option value="refused">{texts.refused}</option>
              <option value="fault">{texts.fault}</option>
              <option value="done">{texts.done}</option>
            </select>
          </label>
          <label class="field">
            <span>{texts.endpoint}</span>
            <select
              value={endpoint}
              onChange={({ currentTarget: { value } }) => show({ endpoint: value })}
            >
              <option value="">{texts.anyEndpoint}</option>
              {vendor.endpoints.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div class="bar">
          <span class="count">{calls && texts.count(calls.total)}</span>
          {through !== undefined && tick !== tickOnStop.current && (
            <button type="button" class="newest" onClick={jump}>
              {texts.newest}
            </button>
          )}
          <Action
            label={texts.clearJournal}
            act={() => tell('DELETE', `/${vendor.name}/journal`).then(jump)}
          />
        </div>
        <ChoiceList<CallLine>
          label={texts.journal}
          empty={texts.noCalls}
          listKey={`${filter} ${jumps}`}
          revision={through === undefined ? tick : String(through)}
          narrow={narrow}
          load={(skip, limit) =>
            ask<CallPart>(`/${vendor.name}/inspect/calls`, 'calls', {
              ...{ skip, limit, through, outcome, endpoint, text },
            })
          }
          keyOf={({ number }) => String(number)}
          row={(line) => <CallRow line={line} />}
          open={call}
          onOpen={({ number }) => show({ call: String(number) })}
          onLoaded={(part) => setCalls(part as CallPart)}
          onMoved={onMoved}
        />
      </section>
      <section class="main" aria-label={call && texts.call(Number(call))} hidden={!call && narrow}>
        {call ? <Call key={call} number={call} /> : <p class="empty">{texts.chooseCall}</p>}
      </section>
    </div>
  );
}

function CallRow({ line }: { readonly line: CallLine }) {
  const { texts } = usePage();
  const { at, endpoint, method, path, status, vendorCode, durationMs, number } = line;
  const outcome = outcomeOf(line);
  return (
    <>
      <span class="number">{number}</span>
      <span class={`mark ${outcome}`}>{texts[outcome]}</span>
      <span class="what">{endpoint ?? `${method} ${path}`}</span>
      <span class="code">
        {status === undefined ? texts.cut : `${status}${codeOf(vendorCode)}`}
      </span>
      <span class="time">{at.slice(11, 19)}</span>
      <span class="ms">{`${durationMs} ms`}</span>
    </>
  );
}

function codeOf(code: number | string | undefined): string {
  return code === undefined || code === 0 ? '' : ` · ${code}`;
}
