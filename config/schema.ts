import { z } from "zod";
import { connectorSchema } from "./connector-schema";
import { setting, settings } from "./problems";

const wholeNumber = (minimum: number, maximum: number) =>
  setting<number>(
    `a whole number from ${minimum} to ${maximum}`,
    (value) => Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum,
  );

const text = (expected: string, pattern: RegExp) =>
  setting<string>(expected, (value) => typeof value === "string" && pattern.test(value));

const flag = setting<boolean>("true or false", (value) => typeof value === "boolean");

const differ = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

/** Asked also of a list in which an element is wrong in itself, so that one run shows every problem. */
const evenIfElementsAreWrong = ({ value }: { value: unknown }): boolean =>
  Array.isArray(value) &&
  value.every((element) => typeof element === "string" || (typeof element === "object" && element));

/** Kinesis' own limit on a stream's name: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
const streamName = text("1 to 128 letters, digits, '_', '.' or '-'", /^[a-zA-Z0-9_.-]{1,128}$/);

const region = text("an AWS region such as ap-south-1", /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/);

const stream = settings({
  name: streamName.optional(),
  retentionHours: wholeNumber(24, 8760).default(24),
  maxRecordKiB: wholeNumber(1024, 10240).default(10240),
});

const throttle = settings({
  ratePerSecond: wholeNumber(1, 1_000_000).default(5000),
  burst: wholeNumber(1, 1_000_000).default(2500),
});

const api = settings({
  path: text(
    "one path segment of letters, digits, '_', '.' or '-' that is neither ping nor sping",
    /^(?!s?ping$)[a-zA-Z0-9_.-]{1,64}$/,
  ).default("kinesis"),
  throttle: throttle.prefault({}),
  integrationTimeoutMs: wholeNumber(50, 9998).default(6000),
});

const tags = z
  .record(z.string(), text("text of 0 to 256 characters", /^[\s\S]{0,256}$/), {
    error: "an object of tag names and texts",
  })
  .refine((given) => Object.keys(given).every((key) => /^(?!aws:)[\s\S]{1,128}$/i.test(key)), {
    error: "tag names of 1 to 128 characters that do not begin with aws:",
  });

/** The settings of one stage as they stand in `Pulumi.<stage>.yaml`, with their defaults; README lists them. */
export const settingsSchema = settings({
  service: text("2 to 40 lower-case letters, digits or '-', beginning with a letter", /^[a-z][a-z0-9-]{1,39}$/),
  regions: z
    .array(region, { error: "a list of AWS regions" })
    .min(1, { error: "at least one AWS region" })
    .refine(differ, { error: "regions that differ from each other", when: evenIfElementsAreWrong }),
  streams: z
    .array(stream, { error: "a list of streams" })
    .min(1, { error: "at least one stream" })
    .refine((streams) => differ(streams.map(({ name }) => name)), {
      error: "streams whose names differ from each other",
      when: evenIfElementsAreWrong,
    })
    .prefault([{}]),
  api: api.prefault({}),
  connector: connectorSchema.prefault({}),
  secret: settings({
    recoveryWindowDays: setting<number>(
      "0 (delete at once) or a whole number from 7 to 30",
      (value) => value === 0 || (Number.isInteger(value) && (value as number) >= 7 && (value as number) <= 30),
    ).default(30),
  }).prefault({}),
  protect: flag.default(true),
  tags: tags.prefault({}),
});
