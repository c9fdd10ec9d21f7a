#!/usr/bin/env node
// A committed file, so that package managers can link the command before the package is built.
import { enableCompileCache } from 'node:module';

// A third of the start is compiling. Imported dynamically, because a static import would be compiled before.
enableCompileCache();
await import('../dist/main.js');
