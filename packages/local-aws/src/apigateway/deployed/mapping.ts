import { badRequest } from "../errors";
import { headerValue } from "../vtl/input";
import { valueAt } from "../vtl/jsonpath";
import { type JavaMap, toJavaString } from "../vtl/values";
import type { Invocation } from "./invocation";

/** A value for a header, or undefined if there is none to map. */
export type Mapping = (invocation: Invocation, backendHeaders: Readonly<Record<string, string>>) => string | undefined;

/** The prefix of a mapping's destination. It decides what AWS lets the mapping read. */
export type ParameterPrefix = "integration.request" | "method.response" | "gatewayresponse";

const SOURCE =
  /^(?:'([^']*)'|context\.([\w.]+)|stageVariables\.(\w+)|method\.request\.(header|querystring|path)\.([^.\s]+)|integration\.response\.header\.([^.\s]+))$/;

/**
 * A parameter mapping: a static text in quotes, or where to find the value.
 * Headers of requests are found as templates find them (vtl/input.ts), those of integrations in any case.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html
 * @throws AwsError BadRequestException for an expression that AWS refuses or that is not modelled (bodies, multi values)
 */
function compileMapping(expression: string, prefix: ParameterPrefix): Mapping {
  const source = SOURCE.exec(expression);
  const [, text, context, stageVariable, where, name, backendHeader] = source ?? [];
  const ofRequest = where !== undefined && prefix !== "method.response";
  const ofBackend = backendHeader !== undefined && prefix === "method.response";
  if (text !== undefined) return () => text;
  if (context !== undefined) return (invocation) => textAt(invocation.context, context.split("."));
  if (stageVariable !== undefined) return ({ stageVariables }) => textAt(stageVariables, [stageVariable]);
  if (ofRequest && name !== undefined) {
    return ({ request: { parameters }, assume }) =>
      where === "header" ? headerValue(parameters.header, name, assume) : ownValue(parameters[where as "path"], name);
  }
  if (ofBackend) return (_invocation, headers) => ownValue(headers, backendHeader.toLowerCase());
  throw badRequest(
    `Invalid mapping expression specified: Validation Result: warnings : [], errors : ` +
      `[Invalid mapping expression specified: ${expression}]; what is modelled stands in packages/local-aws/src/apigateway/deployed/mapping.ts`,
  );
}

/**
 * The `method.request` parameter that an expression reads; AWS wants it declared in the method.
 * @param expression the source of a mapping
 * @returns the parameter, e.g. `method.request.header.digest`; undefined if it reads none
 */
export const requestParameterOf = (expression: string): string | undefined =>
  expression.startsWith("method.request.") ? expression : undefined;

/**
 * Headers by name from mappings by `<prefix>.header.<name>`.
 * @param mappings sources by destination, e.g. `integration.request.header.X` to `'text'`
 * @param prefix the prefix of the destinations
 * @returns pairs of a header's name and its mapping
 * @throws AwsError BadRequestException for a source or destination that AWS refuses or that is not modelled
 */
export function compileHeaders(
  mappings: Readonly<Record<string, string>> | undefined,
  prefix: ParameterPrefix,
): readonly (readonly [string, Mapping])[] {
  return Object.entries(mappings ?? {}).map(([target, expression]) => {
    const name = target.startsWith(`${prefix}.header.`) ? target.slice(prefix.length + ".header.".length) : "";
    if (name === "") {
      throw badRequest(
        `Invalid mapping target ${target}: only ${prefix}.header.<name> is modelled (deployed/mapping.ts)`,
      );
    }
    return [name, compileMapping(expression, prefix)] as const;
  });
}

const ownValue = (values: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

function textAt(root: JavaMap, path: readonly string[]): string | undefined {
  const value = valueAt(root, path);
  return value === null ? undefined : toJavaString(value);
}
