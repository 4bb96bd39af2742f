"use strict";

// Every random test starts from one number, so that a run can be repeated: SEED=<number> npm test. The reporter prints it.
// Mocha's processes inherit the number from the first of them.

const { configureGlobal } = require("fast-check");

process.env.SEED ??= String(Math.floor(Math.random() * 2 ** 31));
configureGlobal({ seed: Number(process.env.SEED) });
