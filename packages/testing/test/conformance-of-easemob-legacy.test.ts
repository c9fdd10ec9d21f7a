import { skips } from '../../easemob/test/conformance-skips.ts';
import { testGroupProvider } from '../src/conformance.ts';
import { entryOf, startVendor } from '../src/start-vendor.ts';

const legacy = { flavour: 'legacy', retry: { baseDelay: 1, throttledDelay: 1 } };

/** The same suite for an older cluster: what it leaves out is all that the legacy flavour cannot do. */
testGroupProvider('easemob of the legacy flavour', {
  async start() {
    const { open, control, close } = await startVendor(entryOf('easemob'), { rules: 'guide' });
    return { provider: open(legacy), other: open(legacy), control, close };
  },
  skip: [
    ...skips,
    {
      reason: 'older clusters have no permanent mutes',
      tests: [
        'a mute for good reads as permanent',
        'unmuting somebody who is not muted is no error',
        'everybody is muted and unmuted, and single mutes stay',
        'mutes.add of a missing group is one neutral error',
      ],
    },
    {
      reason: 'older clusters change only the name, the description and the size of a group',
      tests: ['an update changes what it names and leaves the rest'],
    },
    {
      reason: 'older clusters do not tell when members joined and groups were created',
      tests: [
        'the list has joining times',
        'a new group is as asked, with the defaults that both vendors share',
        'a create with an own id whose answer is lost succeeds',
      ],
    },
  ],
});
