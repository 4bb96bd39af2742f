import { badRequest } from "../errors";
import { TemplateError } from "../vtl/errors";
import { inputObject } from "../vtl/input";
import { compileTemplate } from "../vtl/template";
import { UTIL } from "../vtl/util";
import { GatewayError } from "./gateway-error";
import type { Invocation } from "./invocation";

/** A mapping template, ready to run. @throws GatewayError API_CONFIGURATION_ERROR if it fails */
export type MappingTemplate = (body: string | Buffer, invocation: Invocation) => string;

/** Templates by content type, each parsed once. */
export type MappingTemplates = ReadonlyMap<string, MappingTemplate>;

/**
 * @param templates sources by content type
 * @param where the property that has them
 * @returns compiled templates by content type
 * @throws AwsError BadRequestException for a template that the renderer refuses. AWS would take it and answer every
 * request 500, or do what this renderer is not sure of
 */
export function compileTemplates(
  templates: Readonly<Record<string, string>> | undefined,
  where: "requestTemplates" | "responseTemplates",
): MappingTemplates {
  const isAnswer = where === "responseTemplates";
  return new Map(
    Object.entries(templates ?? {}).map(([type, source]) => [type, compileOne(source, `${where}.${type}`, isAnswer)]),
  );
}

function compileOne(source: string, where: string, isAnswer: boolean): MappingTemplate {
  const render = templateOf(source, where);
  return (body, { request, context, stageVariables, assume }) => {
    // Recorded against AWS: bytes and a template are an error, since Velocity works on text.
    if (typeof body !== "string") throw failure("a template cannot render bytes: set contentHandling CONVERT_TO_TEXT");
    // Whether the template of an answer sees its raw body is not documented [assumption: answer-body].
    const isShown = !isAnswer || assume("answer-body") === "filled";
    try {
      return render({
        input: inputObject(body, request.parameters, assume, isShown),
        util: UTIL,
        context,
        stageVariables,
      });
    } catch (error) {
      throw error instanceof TemplateError ? failure(`${where}: ${error.message}`) : error;
    }
  };
}

function templateOf(source: string, where: string): ReturnType<typeof compileTemplate> {
  try {
    return compileTemplate(source);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw badRequest(`${where}: ${error.message} (packages/local-aws/src/apigateway/vtl/)`);
  }
}

const failure = (log: string): GatewayError =>
  new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", log);
