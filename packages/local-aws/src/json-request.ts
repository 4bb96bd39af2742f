import type { z } from "zod";

import { AwsError } from "./errors";
import type { HttpResponse } from "./http-response";
import { errorResponse, successResponse } from "./json-response";

/**
 * Reads the input of an action of AWS's JSON protocol.
 * @param schema what the action takes
 * @param body of the request
 * @param errorType what the service calls a wrong input
 * @returns the input with its defaults
 * @throws AwsError SerializationException, or the error type with every problem
 */
export function parseInput<T>(schema: z.ZodType<T>, body: Buffer, errorType: string): T {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw new AwsError("SerializationException", "the body is not JSON");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new AwsError(errorType, problems.join("; "));
  }
  return parsed.data;
}

/**
 * Answers a request whose answer is JSON.
 * @param act gives the members of the answer, or throws an AwsError
 * @param refuse writes a refusal. @defaultValue as the JSON protocol does
 * @param succeed writes what `act` gives. @defaultValue as the JSON protocol does
 * @returns the response, also to a refused request
 * @throws whatever `act` throws that is no AwsError
 */
export function answerJson(
  act: () => object,
  refuse: (error: AwsError) => HttpResponse = errorResponse,
  succeed: (output: object) => HttpResponse = successResponse,
): HttpResponse {
  try {
    return succeed(act());
  } catch (error) {
    if (error instanceof AwsError) return refuse(error);
    throw error;
  }
}
