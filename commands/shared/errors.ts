import { NdjsonError, SimulatorError } from "@aerospike-kinesis/esp-simulator/errors";
import { FaultRuleError, StoreError } from "@aerospike-kinesis/local-aws/errors";
import { EngineError } from "@aerospike-kinesis/pulumi-engine/errors";

/** A mistake of a person, or a fault of the machine. The message is all there is to say, without a stack. */
export class UserError extends Error {
  override readonly name: string = "UserError";
}

/** A wrong call: a flag, or a file that a flag names. */
export class UsageError extends UserError {
  override readonly name: string = "UsageError";
}

/** @returns whether a wrong call caused the error */
export const isUsageError = (error: unknown): boolean =>
  [UsageError, FaultRuleError, NdjsonError].some((type) => error instanceof type);

/** @returns whether the error's message is written for people, so that they need no stack */
export const isForPeople = (error: unknown): error is Error =>
  isUsageError(error) || [UserError, EngineError, SimulatorError, StoreError].some((type) => error instanceof type);
