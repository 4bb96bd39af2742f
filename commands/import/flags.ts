import { UsageError } from "../shared/errors";
import { isStreamName } from "../shared/stream-name";
import type { ImportOptions } from "./import-pipeline";

/** The flags of `npm run import` as they were typed. */
export interface ImportFlags {
  readonly stage?: string | undefined;
  readonly "api-id"?: string | undefined;
  readonly stream?: string | undefined;
  readonly "key-id"?: string | undefined;
  readonly region?: string | undefined;
  readonly output?: string | undefined;
  readonly ca?: string | undefined;
}

/** It is one part of a host name: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */
const ID = /^[A-Za-z0-9-]{1,63}$/;

/**
 * Checks the flags before the program is previewed, which takes a minute.
 * @param flags as they were typed
 * @returns what to import, and into which stage
 * @throws UsageError with every wrong flag
 */
export function readFlags(flags: ImportFlags): Omit<ImportOptions, "report"> {
  const { stage = "", "api-id": apiId = "", stream = "", "key-id": keyId, region, output, ca } = flags;
  const problems: string[] = [];
  const expect = (isRight: boolean, flag: string, expected: string, found: string): void => {
    if (!isRight) problems.push(`--${flag}: expected ${expected}, got ${found === "" ? "nothing" : found}.`);
  };
  expect(stage !== "", "stage", "the name of a stage", stage);
  expect(ID.test(apiId), "api-id", "the first part of the API's address, such as a1b2c3d4e5", apiId);
  expect(isStreamName(stream), "stream", "the name of a stream (1 to 128 letters, digits, _, . and -)", stream);
  expect(keyId === undefined || ID.test(keyId), "key-id", "the id of an API key, not its value", keyId ?? "");
  expect(output !== "", "output", "a file to write", "");
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return { stage, apiId, stream, keyId, region, output, ca };
}
