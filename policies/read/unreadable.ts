/**
 * Says that a reader met more than it reads: a text that is too long, nested too deep, or of no form that it knows. The
 * message says what, and never quotes the text: it could be a secret. Whoever judges makes a finding of it (pack/run-checks.ts).
 */
export class Unreadable extends Error {}
