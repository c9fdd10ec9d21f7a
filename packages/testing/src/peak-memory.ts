import { readFileSync } from 'node:fs';

/** The most memory of this process until now, in MB. */
export function peakMegabytes(): number {
  return peakKilobytes() / 1024;
}

/** On Linux `maxRSS` begins with what the process had that started this one. */
function peakKilobytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(peak);
}
