import 'reflect-metadata';
import { invalid } from '@imgroups/core/adapter';
import { createEasemobProvider, type GroupProvider } from '@imgroups/easemob';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { startTencentEmulator } from '@imgroups/emulator/tencent';
import { createTencentProvider } from '@imgroups/tencent';
import { createUserSigSync } from '@imgroups/tencent/node';
import { undiciTransport } from '@imgroups/tencent/undici';
import { Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Settings, useGroups } from './application';

const { tencent, easemob }: Settings = JSON.parse(process.env.IMGROUPS_SETTINGS ?? '{}');
const cursorSecret = 'a sealed cursor needs 32 characters or more';
const transport = undiciTransport();
const userSig = () =>
  createUserSigSync({
    sdkAppId: tencent.sdkAppId,
    secretKey: tencent.secretKey ?? '',
    userId: 'administrator',
    expireSeconds: 86_400,
  });

@Injectable()
class GroupService {
  constructor(
    @Inject('TENCENT') private readonly first: GroupProvider,
    @Inject('EASEMOB') private readonly second: GroupProvider,
  ) {}

  async report(): Promise<string[]> {
    return [await useGroups(this.first), await useGroups(this.second)];
  }
}

@Module({
  providers: [
    GroupService,
    {
      provide: 'TENCENT',
      useFactory: () =>
        createTencentProvider({
          ...tencent,
          secretKey: undefined,
          userSig,
          transport,
          cursorSecret,
        }),
    },
    {
      provide: 'EASEMOB',
      useFactory: () => createEasemobProvider({ ...easemob, transport, cursorSecret }),
    },
  ],
})
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] });
  console.log((await app.get(GroupService).report()).join('\n'));
  await app.close();

  const emulator = await startTencentEmulator();
  await emulator.close();
  const { method } = easemobEndpoints.createGroup;
  // @ts-expect-error: the types are those of the package, and not `any`.
  const wrong: number = method;
  console.log(`subpaths: ${wrong}, ${invalid('a', 'b').message}`);
}

void main();
