import { invalid } from '../errors/failure.ts';
import { check } from '../validation/check.ts';
import { filledText, text } from '../validation/rules.ts';
import { distinctIds, groupPatch, newGroup } from './arguments.ts';
import type { DriverTypes, WriteDriver } from './driver.ts';
import { ensureGroup } from './ensure-group.ts';
import { type Frame, perform, performOn, requireOwnIds, requireSupport, write } from './frame.ts';
import type { GroupPatch, Groups } from './group-provider.ts';
import { list } from './list-operation.ts';
import { readMany } from './read-many.ts';
import { runWrite } from './run-write.ts';

/** The groups of a provider. */
export function groupsOf<T extends DriverTypes>(frame: Frame<T>): Groups<T> {
  const { groups, canonicalUserId } = frame.driver;
  return {
    create: (input, options) =>
      perform(frame, 'groups.create', options, async ({ operation, op, toError }) => {
        const { kind = 'standard', ...rest } = check(newGroup, input, 'input', true);
        requireSupport(frame, operation, kind);
        if (rest.id !== undefined) requireOwnIds(frame);
        const order = { ...op, input: { ...rest, kind } };
        return runWrite(groups.create, order, op.now(), toError);
      }),
    ensure: (input, options) =>
      perform(frame, 'groups.ensure', options, (running) => ensureGroup(frame, input, running)),
    get: (ref, options) => performOn(frame, 'groups.get', ref, options, ({ op }) => groups.get(op)),
    getMany: (ids, options) =>
      perform(frame, 'groups.getMany', options, async (running) => {
        const asked = distinctIds('ids', ids);
        return readMany(
          frame,
          groups.getMany,
          running,
          asked,
          // In the order of the question: vendors answer in none.
          (known) =>
            new Map(
              [...asked.keys()].flatMap((id) => {
                const group = known.get(id);
                return group ? [[id, group] as const] : [];
              }),
            ),
        );
      }),
    list: (options) =>
      list(frame, 'groups.list', options, byId, groups.list, () => ({ subject: [] })),
    listJoined: (userId, options) =>
      list(frame, 'groups.listJoined', options, byId, groups.listJoined, () => {
        const canonical = canonicalUserId(check(filledText, userId, 'userId'));
        return { extra: { userId: canonical }, subject: [canonical] };
      }),
    update: (ref, patch, options) =>
      write(frame, 'groups.update', ref, options, groups.update, ({ extras }) => {
        const checked = check(groupPatch, patch, 'patch', true);
        requireChange(checked, extras);
        return { patch: checked };
      }),
    getAnnouncement: (ref, options) =>
      performOn(frame, 'groups.getAnnouncement', ref, options, ({ op }) =>
        groups.getAnnouncement(op),
      ),
    setAnnouncement: (ref, announcement, options) =>
      write(frame, 'groups.setAnnouncement', ref, options, groups.setAnnouncement, () => ({
        text: check(text, announcement, 'text'),
      })),
    delete: (ref, options) =>
      write(frame, 'groups.delete', ref, options, dissolve(groups.delete), () => ({})),
    transfer: (ref, newOwnerId, options) =>
      write(frame, 'groups.transfer', ref, options, groups.transfer, () => ({
        newOwnerId: canonicalUserId(check(filledText, newOwnerId, 'newOwnerId')),
      })),
  };
}

function byId({ id }: { readonly id: string }): string {
  return id;
}

/** When an earlier attempt was not answered and now the group is gone, that attempt has dissolved it. */
function dissolve<Input>(driver: WriteDriver<Input, void>): WriteDriver<Input, void> {
  return {
    ...driver,
    readBack: async (_, { reason, afterAmbiguous }) =>
      reason === 'group_not_found' && afterAmbiguous ? { result: undefined } : undefined,
  };
}

function requireChange(patch: GroupPatch, extras: object): void {
  const isGiven = (value: unknown): boolean => value !== undefined;
  if ([...Object.values(patch), ...Object.values(extras)].some(isGiven)) return;
  throw invalid('patch', 'at least one field is needed');
}
