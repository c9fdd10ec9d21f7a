import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Overview, VendorRevision } from '../server.ts';
import { ask } from './api.ts';
import { Callbacks } from './callbacks.tsx';
import { Clock } from './clock.tsx';
import { PageContext } from './context.ts';
import { Faults } from './faults.tsx';
import { Groups } from './groups.tsx';
import { Journal } from './journal.tsx';
import { useLive, useLoaded } from './live.ts';
import { type Route, readRoute, toHash, type View, views } from './route.ts';
import { type Language, languageNames, languages } from './texts.ts';

const components: Readonly<Record<View, ComponentType>> = {
  journal: Journal,
  groups: Groups,
  faults: Faults,
  clock: Clock,
  callbacks: Callbacks,
};

const nothingYet: VendorRevision = { calls: 0, deliveries: 0, faults: [], ahead: 0 };

/** The page: vendors, views, and the view that is chosen. */
export function App() {
  const [language, setLanguage] = useKept<Language>(
    'language',
    Object.keys(languages) as Language[],
    navigator.language.startsWith('zh') ? 'zh' : 'en',
  );
  const [appearance, setAppearance] = useKept('appearance', ['system', 'light', 'dark'], 'system');
  const texts = languages[language];
  const { connected, revisions } = useLive();
  const overview = useLoaded(() => ask<Overview>('', ''), '', String(connected));
  const route = useRoute();
  const narrow = useMedia('(max-width: 760px)');
  const vendor =
    overview?.vendors.find(({ name }) => name === route.vendor) ?? overview?.vendors[0];
  const title = `${texts[route.view]}${vendor ? ` · ${vendor.titles[language]}` : ''}`;

  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.appearance = appearance;
    document.title = `${title} · ${texts.title}`;
  }, [language, appearance, title]);

  const linkTo = (view: View, query: Route['query'] = {}) =>
    toHash({ vendor: vendor?.name, view, query });
  const revision = revisions[vendor?.name ?? ''] ?? nothingYet;
  const View = components[route.view];

  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        {texts.skip}
      </button>
      <header>
        <h1>{texts.title}</h1>
        <nav aria-label={texts.vendors} class="vendors">
          {overview?.vendors.map(({ name, titles }) => (
            <a
              key={name}
              href={toHash({ vendor: name, view: route.view, query: {} })}
              aria-current={name === vendor?.name ? 'true' : undefined}
            >
              {titles[language]}
            </a>
          ))}
        </nav>
        <nav aria-label={texts.views} class="views">
          {views.map((view) => (
            <a
              key={view}
              href={linkTo(view)}
              aria-current={view === route.view ? 'page' : undefined}
            >
              {texts[view]}
            </a>
          ))}
        </nav>
        <div class="tools">
          <span role="status" class={connected ? 'live' : 'live lost'}>
            {connected ? texts.live : texts.reconnecting}
          </span>
          <Choice
            label={texts.appearance}
            value={appearance}
            options={{ system: texts.system, light: texts.light, dark: texts.dark }}
            onChange={setAppearance}
          />
          <Choice
            label={texts.language}
            value={language}
            options={languageNames}
            onChange={setLanguage}
          />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {vendor && overview && (
          <PageContext.Provider
            value={{
              ...{ language, texts, narrow, vendor, route, revision, linkTo },
              faultKinds: overview.faultKinds,
              tick: JSON.stringify([revision.calls, revision.ahead, connected]),
              show(query) {
                // The route of now, which may be newer than the one that is drawn.
                const { view, query: shown } = readRoute(location.hash);
                const all = { ...shown, ...query };
                location.hash = toHash({ vendor: vendor.name, view, query: all });
              },
            }}
          >
            <View key={vendor.name} />
          </PageContext.Provider>
        )}
      </main>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}
    >
      {Object.entries<string>(options).map(([name, text]) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** Returns the route that the address names. */
function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const read = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return route;
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const read = () => setMatches(list.matches);
    list.addEventListener('change', read);
    return () => list.removeEventListener('change', read);
  }, [query]);
  return matches;
}

/** A choice that the browser keeps, where it keeps anything. */
function useKept<Value extends string>(
  name: string,
  values: readonly Value[],
  initial: Value,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => {
    const kept = withStorage((storage) => storage.getItem(name));
    return values.find((each) => each === kept) ?? initial;
  });
  return [
    value,
    (chosen) => {
      setValue(chosen);
      withStorage((storage) => storage.setItem(name, chosen));
    },
  ];
}

function withStorage<Result>(use: (storage: Storage) => Result): Result | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}
