import { useEffect, useState } from 'preact/hooks';
import { ask, tell } from './api.ts';
import { usePage } from './context.ts';
import { useLoaded } from './live.ts';
import { Action, timeOf } from './parts.tsx';

/** The time of a vendor's emulator, and what moves it. */
export function Clock() {
  const { texts, vendor, tick, revision } = usePage();
  const [second, setSecond] = useState(0);
  const [seconds, setSeconds] = useState('601');
  useEffect(() => {
    const timer = setInterval(() => setSecond((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const now = useLoaded(
    () => ask<string>(`/${vendor.name}/inspect/now`, 'now'),
    vendor.name,
    `${tick} ${second}`,
  );
  const advance = (advanceSeconds: number) => () =>
    tell('POST', `/${vendor.name}/clock`, { advanceSeconds });

  return (
    <div class="sheet">
      <h2>{texts.clock}</h2>
      <p>
        {texts.now}: <time class="now">{now && timeOf(now)}</time> UTC
      </p>
      {revision.ahead > 0 && <p class="faint">{texts.ahead(revision.ahead)}</p>}
      <section>
        <h3>{texts.advance}</h3>
        <div class="bar">
          <Action label={texts.minute} act={advance(60)} />
          <Action label={texts.hour} act={advance(3600)} />
          <Action label={texts.day} act={advance(86_400)} />
        </div>
        <div class="form">
          <label class="field">
            <span>{texts.seconds}</span>
            <input
              inputMode="numeric"
              value={seconds}
              onInput={({ currentTarget: { value } }) => setSeconds(value)}
            />
          </label>
        </div>
        <Action label={texts.advance} kind="primary" act={advance(Number(seconds))} />
      </section>
      <section>
        <h3>{texts.reset}</h3>
        <p class="faint">{texts.resetHint}</p>
        <Action
          label={texts.reset}
          kind="danger"
          act={async () => {
            if (confirm(texts.resetConfirm)) await tell('POST', `/${vendor.name}/reset`);
          }}
        />
      </section>
    </div>
  );
}
