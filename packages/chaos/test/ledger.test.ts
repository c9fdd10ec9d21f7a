import { describe, expect, test } from 'vitest';
import { type Certainty, Ledger } from '../src/ledger.ts';
import { stranger, type UserState, type World, type WorldGroup } from '../src/world.ts';

const profile = { description: '', announcement: '', mutedAll: false };
const owner: UserState = { ...stranger, role: 'owner' };
const member: UserState = { ...stranger, role: 'member' };
const chess: WorldGroup = {
  id: 'g1',
  name: 'chess',
  profile,
  users: new Map([['alice', owner]]),
  effects: new Map(),
};

/** A ledger that knows the group as it is. */
function ledgerOfChess(): Ledger {
  const ledger = new Ledger();
  ledger.askedFor('chess', 'done');
  ledger.addGroup({ id: 'g1', name: 'chess', ownerId: 'alice', profile }, 'done');
  return ledger;
}

function worldWith(...groups: readonly WorldGroup[]): World {
  return new Map(groups.map((group) => [group.id, group]));
}

const kinds = (ledger: Ledger, world: World) => ledger.check(world).map(({ kind }) => kind);

test('a world as it was reported is no contradiction', () => {
  expect(kinds(ledgerOfChess(), worldWith(chess))).toEqual([]);
});

describe.each<[Certainty, boolean[]]>([
  ['done', [true]],
  ['not done', [false]],
  ['in doubt', [true, false]],
])('a member who was reported as %s', (certainty, allowed) => {
  test.each([true, false])('may be there: %s', (isThere) => {
    const ledger = ledgerOfChess();
    ledger.changeUser('g1', 'bob', () => member, certainty);
    const users = new Map(
      isThere
        ? [
            ['alice', owner],
            ['bob', member],
          ]
        : [['alice', owner]],
    );

    const found = kinds(ledger, worldWith({ ...chess, users }));

    expect(found).toEqual(allowed.includes(isThere) ? [] : ['wrong']);
  });
});

test('a group that is there twice is told', () => {
  const twin = { ...chess, id: 'g2' };

  expect(kinds(ledgerOfChess(), worldWith(chess, twin))).toEqual(['doubled']);
});

test('a group that was reported and is not there is told', () => {
  expect(kinds(ledgerOfChess(), worldWith())).toEqual(['lost', 'lost']);
});

test('a group that nobody reported is told', () => {
  const stray = { ...chess, id: 'g2', name: 'go' };

  expect(kinds(ledgerOfChess(), worldWith(chess, stray))).toEqual(['unreported']);
});

test('an effect that happened twice is told', () => {
  const ledger = ledgerOfChess();
  ledger.addEffect('g1', 'message hello', 'in doubt');
  const effects = new Map([['message hello', 2]]);

  expect(kinds(ledger, worldWith({ ...chess, effects }))).toEqual(['doubled']);
});

test('what was in doubt is certain once the world was looked at', () => {
  const ledger = ledgerOfChess();
  ledger.changeUser('g1', 'bob', () => member, 'in doubt');

  ledger.adopt(worldWith(chess));

  expect(ledger.statesOf('g1', 'bob')).toEqual([stranger]);
});
