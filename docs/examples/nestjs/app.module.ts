import type { GroupProvider } from '@imgroups/core';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GroupsController } from './groups.controller.ts';
import { ImGroupsFilter } from './im-groups.filter.ts';
import { ImGroupsModule } from './im-groups.module.ts';

@Module({
  controllers: [GroupsController],
  providers: [{ provide: APP_FILTER, useClass: ImGroupsFilter }],
})
class AppModule {}

/** The service, on any vendor. */
export function appWith(createProvider: () => GroupProvider): DynamicModule {
  return { module: AppModule, imports: [ImGroupsModule.forRoot(createProvider)] };
}
