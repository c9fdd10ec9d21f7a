import 'reflect-metadata';
import { createEasemobProvider, type GroupProvider } from '@imgroups/easemob';
import { createTencentProvider } from '@imgroups/tencent';
import { Inject, Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Settings, useGroups } from './application.js';

const settings: Settings = JSON.parse(process.env.IMGROUPS_SETTINGS ?? '{}');
const cursorSecret = 'a sealed cursor needs 32 characters or more';

@Injectable()
class GroupService implements OnModuleDestroy {
  @Inject('TENCENT')
  private readonly tencent!: GroupProvider;

  @Inject('EASEMOB')
  private readonly easemob!: GroupProvider;

  async report(): Promise<string[]> {
    return [await useGroups(this.tencent), await useGroups(this.easemob)];
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.tencent.close(), this.easemob.close()]);
  }
}

@Module({
  providers: [
    GroupService,
    {
      provide: 'TENCENT',
      useFactory: () => createTencentProvider({ ...settings.tencent, cursorSecret }),
    },
    {
      provide: 'EASEMOB',
      useFactory: () => createEasemobProvider({ ...settings.easemob, cursorSecret }),
    },
  ],
})
class AppModule {}

const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] });
console.log((await app.get(GroupService).report()).join('\n'));
await app.close();
