import type { GroupProvider } from '@imgroups/core';
import {
  type DynamicModule,
  type FactoryProvider,
  Inject,
  Module,
  type ModuleMetadata,
  type OnApplicationShutdown,
} from '@nestjs/common';

/** Inject it with `@Inject(groupProvider)`. */
export const groupProvider = Symbol('GroupProvider');

export interface ImGroupsAsyncOptions
  extends Pick<ModuleMetadata, 'imports'>,
    Pick<FactoryProvider<GroupProvider>, 'inject' | 'useFactory'> {}

/** One provider for the whole application, closed with it. */
@Module({})
export class ImGroupsModule implements OnApplicationShutdown {
  readonly #provider: GroupProvider;

  constructor(@Inject(groupProvider) provider: GroupProvider) {
    this.#provider = provider;
  }

  static forRoot(useFactory: () => GroupProvider): DynamicModule {
    return ImGroupsModule.forRootAsync({ useFactory });
  }

  /** For what has to be injected first, such as a service with the configuration. */
  static forRootAsync({ imports = [], ...factory }: ImGroupsAsyncOptions): DynamicModule {
    return {
      module: ImGroupsModule,
      global: true,
      imports,
      providers: [{ provide: groupProvider, ...factory }],
      exports: [groupProvider],
    };
  }

  /** The HTTP server takes no more requests by now; the calls on their way end first. */
  async onApplicationShutdown(): Promise<void> {
    await this.#provider.close();
  }
}
