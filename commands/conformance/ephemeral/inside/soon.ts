/**
 * What happens within this time after an update counts as at once. The engine tells the end of an update, not the
 * moment at which AWS was called. Milliseconds.
 */
export const SOON_MS = 2000;
