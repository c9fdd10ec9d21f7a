import { toFailure } from '../errors/failure.ts';
import type { ImGroupsError } from '../errors/imgroups-error.ts';
import { check } from '../validation/check.ts';
import { filledText, strict } from '../validation/rules.ts';
import { newGroupEntries } from './arguments.ts';
import type { DriverTypes, NewGroup, Op } from './driver.ts';
import { type Frame, type Running, requireOwnIds, requireSupport } from './frame.ts';
import type { CreateGroupInput, EnsuredGroup } from './group-provider.ts';
import { runWrite } from './run-write.ts';

/** A group that is to be there: without an id of its own it could not be found again. */
const ensuredGroup = strict({ ...newGroupEntries, id: filledText }, 'field');

/** Reads the group, or creates it; after a lost race it reads again. */
export async function ensureGroup<T extends DriverTypes>(
  frame: Frame<T>,
  input: CreateGroupInput & { readonly id: string },
  { operation, op, toError }: Running<Op<T, 'groups.ensure'>>,
): Promise<EnsuredGroup<T['group']>> {
  const { groups } = frame.driver;
  const { kind = 'standard', id, ...rest } = check(ensuredGroup, input, 'input', true);
  requireSupport(frame, operation, kind);
  requireOwnIds(frame);
  const read = () => groups.get({ ...op, group: { id, kind }, extras: {} as never });
  try {
    return { group: await read(), created: false };
  } catch (thrown) {
    if (toError(thrown).reason !== 'group_not_found') throw thrown;
  }
  // The extras are those of a creation.
  const order: NewGroup<T> = { ...op, extras: op.extras as never, input: { ...rest, id, kind } };
  const startedAt = op.now();
  let taken: ImGroupsError | undefined;
  try {
    await runWrite(groups.create, order, startedAt, toError);
  } catch (thrown) {
    taken = toError(thrown);
    if (taken.reason !== 'group_id_taken') throw thrown;
  }
  // The id may have been taken by the attempt whose answer was lost.
  const isOurs = async (error: ImGroupsError) =>
    error.afterAmbiguous && (await groups.create.readBack?.(order, error, startedAt)) !== undefined;
  try {
    const created = taken === undefined || (await isOurs(taken));
    return { group: await read(), created };
  } catch (thrown) {
    const mayBeThere = taken?.afterAmbiguous ?? true;
    throw mayBeThere ? toFailure(thrown).with({ ambiguous: true }) : thrown;
  }
}
