import { useState } from 'preact/hooks';
import { tell } from './api.ts';
import { usePage } from './context.ts';
import { Action } from './parts.tsx';

/** The faults of a vendor, and a form for another one. */
export function Faults() {
  const { texts, vendor, revision } = usePage();
  const { faults } = revision;
  return (
    <div class="sheet">
      <h2>{texts.faults}</h2>
      {faults.length === 0 ? (
        <p class="faint">{texts.noFaults}</p>
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">{texts.kind}</th>
                <th scope="col">{texts.endpoint}</th>
                <th scope="col">{texts.times}</th>
                <th scope="col">{texts.probability}</th>
                <th scope="col">{texts.milliseconds}</th>
                <th scope="col">{texts.status}</th>
                <th scope="col">{texts.faultCode}</th>
              </tr>
            </thead>
            <tbody>
              {faults.map((fault, index) => (
                <tr key={index}>
                  <th scope="row">{fault.kind}</th>
                  <td>{fault.endpoint ?? texts.anyEndpoint}</td>
                  <td>{fault.times}</td>
                  <td>{fault.probability}</td>
                  <td>{fault.milliseconds}</td>
                  <td>{fault.status}</td>
                  <td>{fault.code}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Action label={texts.clearFaults} act={() => tell('DELETE', `/${vendor.name}/faults`)} />
        </>
      )}
      <FaultForm />
    </div>
  );
}

function FaultForm() {
  const { texts, vendor, faultKinds } = usePage();
  const [kind, setKind] = useState(faultKinds[0] ?? '');
  const [endpoint, setEndpoint] = useState('');
  const [numbers, setNumbers] = useState<Readonly<Record<string, string>>>({ times: '1' });
  const [code, setCode] = useState('');

  async function add(): Promise<void> {
    const given = Object.entries(numbers).filter(([, text]) => text !== '');
    await tell('POST', `/${vendor.name}/faults`, {
      kind,
      ...(endpoint !== '' && { endpoint }),
      ...Object.fromEntries(given.map(([name, text]) => [name, Number(text)])),
      ...(code !== '' && { code: /^\d+$/.test(code) ? Number(code) : code }),
    });
  }

  const labels = {
    times: texts.times,
    probability: texts.probability,
    milliseconds: texts.milliseconds,
    status: texts.status,
  };
  return (
    <section>
      <h3>{texts.addFault}</h3>
      <div class="form">
        <label class="field">
          <span>{texts.kind}</span>
          <select value={kind} onChange={({ currentTarget: { value } }) => setKind(value)}>
            {faultKinds.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{texts.endpoint}</span>
          <select value={endpoint} onChange={({ currentTarget: { value } }) => setEndpoint(value)}>
            <option value="">{texts.anyEndpoint}</option>
            {vendor.endpoints.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {Object.entries(labels).map(([name, label]) => (
          <label key={name} class="field">
            <span>{label}</span>
            <input
              inputMode="decimal"
              value={numbers[name] ?? ''}
              placeholder={name === 'times' ? texts.timesHint : ''}
              onInput={({ currentTarget: { value } }) => setNumbers({ ...numbers, [name]: value })}
            />
          </label>
        ))}
        <label class="field">
          <span>{texts.faultCode}</span>
          <input value={code} onInput={({ currentTarget: { value } }) => setCode(value)} />
        </label>
      </div>
      <Action label={texts.add} kind="primary" act={add} />
    </section>
  );
}
