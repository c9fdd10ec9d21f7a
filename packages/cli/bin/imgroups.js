#!/usr/bin/env node
// A committed file, so that package managers can link the command before the package is built.
import '../dist/main.js';
