import { parentPort, workerData } from 'node:worker_threads';
import { chaosOf, type ThreadTask } from './chaos.ts';
import { vendorNamed } from './vendors.ts';

const { vendorName, transport, options }: ThreadTask = workerData;
parentPort?.postMessage(await chaosOf(vendorNamed(vendorName), transport, options));
