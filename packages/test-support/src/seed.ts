/**
 * What fast-check starts from. It stands in the title of each property that takes it, so that a run can be repeated:
 * `SEED=<number> npm test`.
 */
export const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
