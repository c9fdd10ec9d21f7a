import type {
  AuditRecord,
  Journal,
  JournalNote,
  Json,
  MappedId,
  RunState,
  UnitCounts,
} from '../journal.ts';
import { refusal, requireSameWork } from '../refusals.ts';
import {
  fromJson,
  inParts,
  type Row,
  rowsAtOnce,
  textOf,
  toAudit,
  toFinding,
  toJson,
  toUnit,
} from '../rows.ts';
import { LeaseLost } from '../shared-journal.ts';
import { type Batches, placeOf, type SharedRow, type Write, type WrittenRow } from './batches.ts';
import { type Connection, ignore, type Statement } from './connection.ts';
import { type HeldLease, isOfWholeRun, leadOfRun, wholeRun } from './held-lease.ts';
import type { TakenUnit } from './leases.ts';
import { storedText } from './literals.ts';
import type { Lookups } from './lookups.ts';
import { milliseconds, readDoubtful, readingSteps, toSteps } from './steps.ts';

/** A run in the database, as one process works on it. */
export interface RunParts {
  /** The name of the journal. */
  readonly name: string;
  readonly run: number;
  /** Of this process, which the audit names. */
  readonly session: string;
  readonly connection: Connection;
  readonly batches: Batches;
  readonly lookups: Lookups;
}

/** A unit as it was when it was taken: nobody else changes it, so this holds until something is written in its lease. */
type KnownUnit = Pick<TakenUnit, 'unit' | 'target' | 'steps'>;

/**
 * The journal of a run for whoever has a lease, of the run or of one unit, or none: every write but the audit depends on it, and
 * plans and steps are not written without.
 */
export function createRunJournal(
  { name, run, session, connection, batches, lookups }: RunParts,
  lease?: HeldLease,
  taken?: KnownUnit,
): Journal {
  let known = taken;

  function read(text: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
    return connection.query(text, [run, ...values]);
  }

  /** Writes what needs no more than the lease that there is; each statement has the run as its first value. */
  function change(...own: readonly WrittenRow[]): Promise<void> {
    known = undefined;
    return add({ own });
  }

  function add(write: Write): Promise<void> {
    return settled(
      batches.add(write, lease).then((isMade) => {
        if (!isMade) throw lost(lease);
      }),
    );
  }

  /** Writes rows that processes with other leases may write too. */
  function writeRows(rows: readonly SharedRow[]): Promise<void> {
    return add({ shared: rows });
  }

  function lost(held: HeldLease | undefined): LeaseLost {
    const names: Readonly<Record<string, string>> = {
      [wholeRun]: 'the run',
      [leadOfRun]: 'the lead',
    };
    const what = held && (names[held.unit] ?? held.unit);
    return new LeaseLost(`journal ${name}: another process has taken ${what}`);
  }

  /** Writes as only the holder of the run may. */
  function planned(...statements: readonly Statement[]): Promise<void> {
    if (lease && isOfWholeRun(lease)) return change(...statements.map(alone));
    return refused('a plan is made by whoever has claimed the run');
  }

  /** Writes as only the holder of the unit or of the run may. */
  function worked(unit: string, ...rows: readonly WrittenRow[]): Promise<void> {
    if (lease && (isOfWholeRun(lease) || lease.unit === unit)) {
      return change(...rows);
    }
    return refused(`${unit} is worked on by whoever has claimed it`);
  }

  function refused(text: string): Promise<void> {
    return settled(Promise.reject(refusal(name, `was not claimed: ${text}`).toError()));
  }

  async function runState(): Promise<RunState> {
    const [found] = await read('SELECT id FROM @runs WHERE run = $1');
    const [plan] = await read(
      'SELECT * FROM @revisions WHERE run = $1 ORDER BY revision DESC LIMIT 1',
    );
    return {
      id: String(found?.id),
      revision: Number(plan?.revision ?? 0),
      planKey: textOf(plan?.plan_key),
      planCursor: textOf(plan?.cursor),
      isPlanned: plan?.planned === true,
    };
  }

  const latest = '(SELECT max(revision) FROM @revisions WHERE run = $1)';

  return {
    async begin({ job, source, target }) {
      const text =
        'UPDATE @runs SET job = $2, source = $3, target = $4 WHERE run = $1 AND job IS NULL';
      const values = [job, source ?? null, target ?? null];
      await settled(batches.add({ own: [alone({ text, values })] }));
      const [found] = await read('SELECT job, source, target FROM @runs WHERE run = $1');
      requireSameWork(name, found ?? {}, { job, source, target });
      return runState();
    },

    async startRevision(planKey, { afresh }) {
      const again: readonly Statement[] = [
        {
          text: `UPDATE @units SET state = 'pending', result = NULL, failure = NULL WHERE run = $1`,
          values: [],
        },
        // The id map stays: it is how the groups of earlier revisions are known.
        {
          text: `DELETE FROM @steps WHERE run = $1 AND unit IN (SELECT source FROM @id_map WHERE run = $1)`,
          values: [],
        },
      ];
      await planned(...(afresh ? again : []), {
        text: `INSERT INTO @revisions (run, revision, plan_key) VALUES ($1, coalesce(${latest}, 0) + 1, $2)`,
        values: [planKey],
      });
      return runState();
    },

    async addUnits(units, cursor) {
      // One statement takes a unit once.
      const inputs = new Map(units.map(({ id, input }) => [storedText(id), JSON.stringify(input)]));
      await planned(
        {
          text: `INSERT INTO @units AS units (run, id, revision, input)
            SELECT $1, added.id, ${latest}, added.input
            FROM unnest($2::text[], $3::text[]) AS added (id, input)
            ON CONFLICT (run, id) DO UPDATE SET revision = excluded.revision, input = excluded.input,
              state = CASE WHEN units.input = excluded.input AND units.state <> 'skipped'
                THEN units.state ELSE 'pending' END,
              result = CASE WHEN units.input = excluded.input THEN units.result END,
              failure = CASE WHEN units.input = excluded.input THEN units.failure END`,
          values: [[...inputs.keys()], [...inputs.values()]],
        },
        {
          text: `UPDATE @revisions SET cursor = $2 WHERE run = $1 AND revision = ${latest}`,
          values: [cursor ?? null],
        },
      );
    },

    finishPlan: () =>
      planned(
        { text: `DELETE FROM @units WHERE run = $1 AND revision < ${latest}`, values: [] },
        { text: `DELETE FROM @revisions WHERE run = $1 AND revision < ${latest}`, values: [] },
        {
          text: `UPDATE @revisions SET planned = true, cursor = NULL WHERE run = $1 AND revision = ${latest}`,
          values: [],
        },
      ),

    async counts() {
      const counts = { pending: 0, done: 0, failed: 0, skipped: 0 };
      const found = await read(
        'SELECT state, count(*) AS n FROM @units WHERE run = $1 GROUP BY state',
      );
      for (const { state, n } of found) Object.assign(counts, { [String(state)]: Number(n) });
      return counts satisfies UnitCounts;
    },

    units: async (state, after, limit) =>
      (
        await read(
          'SELECT * FROM @units WHERE run = $1 AND state = $2 AND id > $3 ORDER BY id LIMIT $4',
          state,
          after ?? '',
          limit,
        )
      ).map(toUnit),

    endUnit: (id, { state, result, failure }) =>
      worked(id, {
        text: `UPDATE @units AS units
          SET state = given.state, result = given.result, failure = given.failure, passing = given.passing
          FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[])
            AS given (id, state, result, failure, passing)
          WHERE units.run = $1 AND units.id = given.id`,
        values: [
          id,
          state,
          toJson(result),
          toJson(failure && { ...failure }),
          failure?.passing ?? null,
        ],
      }),

    async lastResult() {
      const [row] = await read(
        'SELECT * FROM @units WHERE run = $1 AND result IS NOT NULL ORDER BY id DESC LIMIT 1',
      );
      return row && toUnit(row);
    },

    goOnBehind: (id = '') =>
      planned(
        {
          text: `UPDATE @units SET state = 'pending', result = NULL WHERE run = $1 AND id > $2`,
          values: [id],
        },
        {
          text: `UPDATE @units SET state = 'done' WHERE run = $1 AND id <= $2 AND state = 'pending'`,
          values: [id],
        },
      ),

    async retryFailed(which) {
      const chosen = `run = $1 AND state = 'failed' AND (passing OR $2)`;
      const values = [which === 'all'];
      const [found] = await read(`SELECT count(*) AS n FROM @units WHERE ${chosen}`, ...values);
      await change(alone({ text: `UPDATE @units SET state = 'pending' WHERE ${chosen}`, values }));
      return Number(found?.n);
    },

    async steps(unit) {
      if (known?.unit.id === unit) return known.steps;
      const { text, values } = readingSteps(run, [unit]);
      return toSteps(await connection.query(text, values));
    },

    intend: (unit, step, value) =>
      worked(unit, {
        text: `INSERT INTO @steps AS steps (run, unit, name, state, revision, value, intended_at)
          SELECT $1, given.unit, given.name, 'intent', ${latest}, given.value, clock_timestamp()
          FROM unnest($2::text[], $3::text[], $4::text[]) AS given (unit, name, value)
          ON CONFLICT (run, unit, name) DO UPDATE SET state = 'intent', revision = excluded.revision,
            progress = CASE WHEN steps.value = excluded.value THEN steps.progress ELSE 0 END,
            value = excluded.value, intended_at = excluded.intended_at, sendable_until = NULL`,
        values: [unit, step, value],
      }),

    noteProgress: (unit, step, progress) =>
      worked(unit, {
        text: `UPDATE @steps AS steps SET progress = given.progress
          FROM unnest($2::text[], $3::text[], $4::integer[]) AS given (unit, name, progress)
          WHERE steps.run = $1 AND steps.unit = given.unit AND steps.name = given.name`,
        values: [unit, step, progress],
      }),

    endStep: (unit, step, { state, result, mapTo }) =>
      worked(unit, ...(mapTo === undefined ? [] : [mapping(unit, mapTo)]), {
        text: `UPDATE @steps AS steps SET state = given.state, result = given.result
          FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS given (unit, name, state, result)
          WHERE steps.run = $1 AND steps.unit = given.unit AND steps.name = given.name`,
        values: [unit, step, state, toJson(result)],
      }),

    doubtful: (step) => readDoubtful(connection, run, step),

    async targetOf(source) {
      // One that was not there may have been found meanwhile: by a search, or as the job was opened.
      if (known?.unit.id === source && known.target !== undefined) return known.target;
      return lookups.target(source);
    },

    mapId: (source, target) => change(mapping(source, target)),

    idMap: () =>
      inParts<MappedId>(async ({ source }) => {
        const rows = await read(
          'SELECT source, target FROM @id_map WHERE run = $1 AND source > $2 ORDER BY source LIMIT $3',
          source ?? '',
          rowsAtOnce,
        );
        return rows.map((row) => ({ source: String(row.source), target: String(row.target) }));
      }),

    forgetGroup: (source) =>
      worked(
        source,
        alone({ text: 'DELETE FROM @id_map WHERE run = $1 AND source = $2', values: [source] }),
        alone({ text: 'DELETE FROM @steps WHERE run = $1 AND unit = $2', values: [source] }),
      ),

    note: (topic, key, value) => writeRows([noteRow(topic, { key, value })]),
    noteAll: (topic, notes) => writeRows(notes.map((note) => noteRow(topic, note))),

    noteOf: async (topic, key) => (await lookups.notes(topic, [key])).get(key),
    notesOf: lookups.notes,

    notes: (topic, after = '') =>
      inParts<JournalNote>(async ({ key }) => {
        const rows = await read(
          'SELECT key, value FROM @notes WHERE run = $1 AND topic = $2 AND key > $3 ORDER BY key LIMIT $4',
          topic,
          key ?? after,
          rowsAtOnce,
        );
        return rows.map((row) => ({
          key: String(row.key),
          value: fromJson<Json>(row.value) ?? null,
        }));
      }),

    dropNote: (topic, key, value) =>
      writeRows([
        {
          place: placeOf('note', topic, key),
          isAlone: true,
          text: `DELETE FROM @notes
            WHERE run = $1 AND topic = $2 AND key = $3 AND ($4::text IS NULL OR value = $4)`,
          values: [topic, key, toJson(value)],
        },
      ]),

    dropFindings: () => change(alone({ text: 'DELETE FROM @findings WHERE run = $1' })),

    addFinding: ({ unit, severity, kind, userId = '', text }) =>
      writeRows([
        {
          place: placeOf('finding', unit, kind, userId, text),
          text: `INSERT INTO @findings (run, unit, severity, kind, user_id, text)
            SELECT $1, given.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS given
            ON CONFLICT DO NOTHING`,
          values: [unit, severity, kind, userId, text],
        },
      ]),

    findings: async ({ limit }) =>
      (
        await read(
          `SELECT * FROM @findings WHERE run = $1
           ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, finding LIMIT $2`,
          limit,
        )
      ).map(toFinding),

    async countFindings() {
      const counts = { info: 0, warning: 0, error: 0 };
      const found = await read(
        'SELECT severity, count(*) AS n FROM @findings WHERE run = $1 GROUP BY severity',
      );
      for (const { severity, n } of found) Object.assign(counts, { [String(severity)]: Number(n) });
      return counts;
    },

    // Without the lease: it tells what was sent, whoever has the unit by now.
    audit: ({ unit, groupId, step, operation, users, outcome, detail }) => {
      const row = {
        text: `INSERT INTO @audit (run, session, unit, group_id, step, operation, users, outcome, detail)
          SELECT $1, given.* FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
            $7::integer[], $8::text[], $9::text[]) AS given`,
        values: [
          ...[session, unit, groupId ?? null, step, operation],
          ...[users ?? null, outcome, toJson(detail)],
        ],
      };
      return settled(batches.add({ shared: [row] }));
    },

    audits: () =>
      inParts<AuditRecord & { readonly entry: number }>(async ({ entry }) => {
        const rows = await read(
          `SELECT audit.*, sessions.actor, ${milliseconds('audit.at')} AS at
           FROM @audit AS audit JOIN @sessions AS sessions USING (session)
           WHERE audit.run = $1 AND entry > $2 ORDER BY entry LIMIT $3`,
          entry ?? 0,
          rowsAtOnce,
        );
        return rows.map((row) => toAudit({ ...row, at: new Date(Number(row.at)).toISOString() }));
      }),

    close: () => batches.flush(),
  };
}

/** Many groups have the same users: what is noted already is left alone, so that nobody waits for its row. */
function noteRow(topic: string, { key, value }: JournalNote): SharedRow {
  return {
    place: placeOf('note', topic, key),
    text: `INSERT INTO @notes (run, topic, key, value)
      SELECT $1, given.topic, given.key, given.value
      FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS given (topic, key, value, place)
      WHERE NOT EXISTS (
        SELECT 1 FROM @notes AS known
        WHERE known.run = $1 AND known.topic = given.topic AND known.key = given.key
          AND known.value = given.value)
      ORDER BY given.place
      ON CONFLICT (run, topic, key) DO UPDATE SET value = excluded.value`,
    values: [topic, key, JSON.stringify(value)],
  };
}

function mapping(source: string, target: string): WrittenRow {
  return {
    text: `INSERT INTO @id_map (run, source, target)
      SELECT $1, given.* FROM unnest($2::text[], $3::text[]) AS given
      ON CONFLICT (run, source) DO UPDATE SET target = excluded.target`,
    values: [source, target],
  };
}

/** A statement that takes nothing else along. */
function alone({ text, values = [] }: Statement): WrittenRow {
  return { text, values, isAlone: true };
}

/** Resolves with nothing. Not every write is waited for: a later one of the unit tells of the failure. */
function settled(written: Promise<unknown>): Promise<void> {
  const done = written.then(ignore);
  done.catch(ignore);
  return done;
}
