/** Hours of a month, as https://calculator.aws counts them. */
export const HOURS_PER_MONTH = 730n;
export const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600n;

/** Kinesis' KB: https://aws.amazon.com/kinesis/data-streams/pricing/ says 1,024 bytes. */
export const KB = 1024n;
export const MB = KB * KB;
/** AWS's TB holds 1,024 GB in the tiers of its price list, and a GB of Kinesis 2^20 KB. */
const GB = KB * MB;

/** What is counted: a quantity is a whole number of these. */
export type Counted = "requests" | "payload units" | "traces" | "hours" | "bytes" | "byte-hours" | "months";

/** What a price is for: how many of which counted things. */
export const UNITS = {
  "million requests": { of: "requests", size: 1_000_000n },
  "10,000 requests": { of: "requests", size: 10_000n },
  "million payload units": { of: "payload units", size: 1_000_000n },
  "million traces": { of: "traces", size: 1_000_000n },
  hour: { of: "hours", size: 1n },
  GB: { of: "bytes", size: GB },
  "GB-month": { of: "byte-hours", size: GB * HOURS_PER_MONTH },
  /** Of a thing that exists the whole month. */
  month: { of: "months", size: 1n },
} as const satisfies Readonly<Record<string, { readonly of: Counted; readonly size: bigint }>>;

export type Unit = keyof typeof UNITS;
