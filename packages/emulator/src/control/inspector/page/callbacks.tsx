import { useState } from 'preact/hooks';
import type { Delivery } from '../../../server/deliveries.ts';
import type { Part } from '../commands.ts';
import { ask, tell } from './api.ts';
import { ChoiceList } from './choice-list.tsx';
import { usePage } from './context.ts';
import { Action, SearchField } from './parts.tsx';

/** The callbacks that a vendor's emulator has sent, and where they go. */
export function Callbacks() {
  const { texts, vendor, route, revision, tick, narrow, linkTo } = usePage();
  const { text = '' } = route.query;
  const [total, setTotal] = useState<number>();
  if (!vendor.callbacks) return <p class="empty">{texts.noCallbacks}</p>;
  return (
    <div class="split">
      <section class="side" aria-label={texts.callbacks}>
        <div class="filters">
          <SearchField label={texts.search} hint={texts.searchDeliveries} name="text" />
        </div>
        <div class="bar">
          <span class="count">{total !== undefined && texts.count(total)}</span>
        </div>
        <ChoiceList<Delivery>
          label={texts.callbacks}
          empty={texts.noDeliveries}
          listKey={JSON.stringify([vendor.name, text])}
          revision={`${revision.deliveries} ${tick}`}
          narrow={narrow}
          load={(skip, limit) =>
            ask<Part<Delivery>>(`/${vendor.name}/inspect/deliveries`, 'deliveries', {
              ...{ skip, limit, text },
            })
          }
          keyOf={({ number }) => String(number)}
          row={(delivery) => <DeliveryRow delivery={delivery} />}
          onOpen={({ request }) => {
            if (request !== undefined) location.hash = linkTo('journal', { call: String(request) });
          }}
          onLoaded={(part) => setTotal(part.total)}
        />
      </section>
      <section class="main" aria-label={texts.webhooks}>
        <Settings />
      </section>
    </div>
  );
}

function DeliveryRow({ delivery }: { readonly delivery: Delivery }) {
  const { texts } = usePage();
  const { at, name, kind, groupId, request, attempts, status, problem } = delivery;
  return (
    <>
      <span class={`mark ${status === 200 ? 'done' : 'refused'}`}>{problem ?? status}</span>
      <span class="what">{name}</span>
      <span class="id">{groupId}</span>
      <span class="kind">
        {texts[kind]}, {texts.attempts(attempts)}
        {request !== undefined && `, ${texts.byWhat} ${texts.call(request)}`}
      </span>
      <span class="time">{at.slice(11, 19)}</span>
    </>
  );
}

const example = '{\n  "url": "http://localhost:3000/im"\n}';

function Settings() {
  const { texts, vendor } = usePage();
  const [settings, setSettings] = useState(example);
  return (
    <>
      <h2>{texts.webhooks}</h2>
      <p id="webhooks-hint" class="faint">
        {texts.webhooksHint}
      </p>
      <textarea
        rows={8}
        spellcheck={false}
        aria-label={texts.webhooks}
        aria-describedby="webhooks-hint"
        value={settings}
        onInput={({ currentTarget: { value } }) => setSettings(value)}
      />
      <div class="bar">
        <Action
          label={texts.set}
          kind="primary"
          done={texts.saved}
          act={async () => tell('POST', `/${vendor.name}/webhooks`, JSON.parse(settings))}
        />
        <Action label={texts.stop} act={() => tell('DELETE', `/${vendor.name}/webhooks`)} />
      </div>
    </>
  );
}
