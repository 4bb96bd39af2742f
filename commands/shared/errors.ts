import { NdjsonError, SimulatorError } from "@aerospike-kinesis/esp-simulator/errors";
import { AssumptionsError, FaultRuleError, StoreError } from "@aerospike-kinesis/local-aws/errors";
import { EngineError } from "@aerospike-kinesis/pulumi-engine/errors";

/** A mistake of a person, or a problem of the machine. A command prints the message without a stack. */
export class UserError extends Error {
  override readonly name: string = "UserError";
}

/** A wrong call: a flag, or a file that a flag names. */
export class UsageError extends UserError {
  override readonly name: string = "UsageError";
}

/**
 * Whether a wrong call caused an error.
 * @param error anything that was thrown
 * @returns true for a wrong flag, or a wrong file that a flag names
 */
export const isUsageError = (error: unknown): boolean =>
  [UsageError, AssumptionsError, FaultRuleError, NdjsonError].some((type) => error instanceof type);

/**
 * Whether the message of an error is written for people, so that they need no stack.
 * @param error anything that was thrown
 * @returns true for the errors of this list and of the packages
 */
export const isForPeople = (error: unknown): error is Error =>
  isUsageError(error) || [UserError, EngineError, SimulatorError, StoreError].some((type) => error instanceof type);
