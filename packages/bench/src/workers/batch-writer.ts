import { answerWith, tell } from './dialogue.ts';
import { tencentProvider } from './vendors/tencent.ts';

const { members } = await tencentProvider(Number(process.argv[2]));
tell({ ready: true });

/** Adds so many members in one call of ours, so many times; microseconds of processor time per member. */
answerWith(async (question) => {
  const { size, times } = question as { readonly size: number; readonly times: number };
  const userIds = Array.from({ length: size }, (_, index) => `user-${index}`);
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) {
    (await members.add('book-club', userIds)).throwIfFailed();
  }
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / (size * times) };
});
