import { once } from 'node:events';
import { openPostgresJournal } from '../src/journal/postgres/postgres-journal.ts';

/** A process that holds a unit, has intended to create its group, and says what comes of it when it goes on. */
const [connectionString, name = ''] = process.argv.slice(2);
const journal = await openPostgresJournal({ connectionString, name });
const lease = await journal.claim('a', { leaseMs: 1000 });
await lease?.journal.intend('a', 'create', 'digest');
process.send?.('intended');
await once(process, 'message');
const left = lease?.left();
const error = await lease?.journal
  .endStep('a', 'create', { state: 'done', mapTo: 'of the stopped' })
  .then(() => 'none', String);
process.send?.({ left, error });
await journal.close();
process.disconnect();
