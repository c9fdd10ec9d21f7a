import type { BatchResult, GroupKind, GroupProvider, Role } from '@imgroups/core';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { groupProvider } from './im-groups.module.ts';
import { RequestSignal } from './request-signal.ts';

interface NewGroup {
  readonly name: string;
  readonly ownerId: string;
}

interface NewMembers {
  readonly userIds: readonly string[];
}

interface MemberPage {
  readonly members: readonly { readonly userId: string; readonly role: Role | 'other' }[];
  /** The number of further members that came in a form that could not be read; absent when none. */
  readonly unreadable?: number | undefined;
  readonly nextCursor?: string | undefined;
}

/** Bodies are not checked here: the library refuses what is wrong by name, and the filter makes a 400 of it. */
@Controller('groups')
export class GroupsController {
  readonly #provider: GroupProvider;

  constructor(@Inject(groupProvider) provider: GroupProvider) {
    this.#provider = provider;
  }

  @Post()
  async create(@Body() group: NewGroup): Promise<{ id: string; kind: GroupKind }> {
    const { name, ownerId } = group ?? {};
    const { id, kind } = await this.#provider.groups.create({ name, ownerId });
    return { id, kind };
  }

  /** 200 also when some failed: what came of each user is in the answer. */
  @Post(':id/members')
  @HttpCode(200)
  async addMembers(@Param('id') id: string, @Body() body: NewMembers): Promise<object> {
    return toAnswer(await this.#provider.members.add(id, body?.userIds));
  }

  /** Makes the members be the given ones: adds who is missing, removes the others. The owner stays. */
  @Put(':id/members')
  async setMembers(@Param('id') id: string, @Body() body: NewMembers): Promise<object> {
    const { result } = await this.#provider.members.sync(id, body?.userIds);
    return toAnswer(result);
  }

  /** The cursor goes to the caller and comes back: the option `cursorSecret` seals it. */
  @Get(':id/members')
  async listMembers(
    @Param('id') id: string,
    @RequestSignal() signal: AbortSignal,
    @Query('cursor') cursor?: string,
    @Query('pageSize') pageSize?: string,
  ): Promise<MemberPage> {
    const page = await this.#provider.members
      .list(id, { cursor, pageSize: pageSize === undefined ? undefined : Number(pageSize), signal })
      .first();
    return {
      members: page.items.map(({ userId, role }) => ({ userId, role })),
      unreadable: page.unreadable?.length,
      nextCursor: page.nextCursor,
    };
  }
}

function toAnswer({ ok, outcomes }: BatchResult): object {
  return {
    ok,
    outcomes: outcomes.map((outcome) =>
      outcome.status === 'failed'
        ? {
            userId: outcome.userId,
            status: outcome.status,
            code: outcome.error.code,
            reason: outcome.error.reason,
          }
        : { userId: outcome.userId, status: outcome.status },
    ),
  };
}
