import { oncePerText } from "../once-per-text";
import { readStructuredText } from "../structured-text";
import { Unreadable } from "../unreadable";
import { Part } from "./part";

/** The largest definition that AWS takes. https://docs.aws.amazon.com/apigateway/latest/api/API_PutRestApi.html */
const LONGEST = 6 * 1024 * 1024;

/** How many operations are judged. AWS allows an API 300 resources, with eight methods each, unless the quota is raised. */
const MOST_OPERATIONS = 5000;

/** One method of a path in a definition. */
export interface Operation {
  /** The path under which API Gateway serves it: `/orders/{id}`. */
  readonly path: string;
  /** As API Gateway calls it: `POST`, `ANY`. */
  readonly verb: string;
  readonly part: Part;
}

/** The verbs of OpenAPI that API Gateway knows, and its own for all of them. */
const VERBS = ["get", "put", "post", "delete", "options", "head", "patch"];
const ANY = "x-amazon-apigateway-any-method";

/** Bodies are large. */
const MOST_KEPT = 100;

const definitionOrFault = oncePerText(readOnce, MOST_KEPT);

/**
 * Reads an OpenAPI definition. The same text is read once: a pack asks for it with every rule.
 * @param text OpenAPI 3 or Swagger 2, as JSON or YAML.
 * @returns The whole definition.
 * @throws Unreadable if it is too long, nests too deep, or is no definition.
 */
export function readDefinition(text: string): Part {
  const known = definitionOrFault(text);
  if (known instanceof Part) return known;
  throw known;
}

function readOnce(text: string): Part | Unreadable {
  try {
    const body = readStructuredText(text, LONGEST);
    const definition = new Part(body, body, "#");
    const version = definition.at("openapi").text ?? definition.at("swagger").text ?? "";
    return /^(2\.0|2|3\.[01](\.\d+)?)$/.test(version)
      ? definition
      : new Unreadable("it is no OpenAPI 3 and no Swagger 2.0");
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

/**
 * The operations of a definition.
 * @param definition The whole definition.
 * @param basepath What the import does with the base path. @defaultValue `ignore`, as AWS does
 * @returns One for each method of each path.
 * @throws Unreadable if there are more than a few thousand.
 */
export function operationsOf(definition: Part, basepath = "ignore"): readonly Operation[] {
  const prefix = prefixOf(definition, basepath);
  const operations = definition.at("paths").entries.flatMap(([path, item]) =>
    item.entries.flatMap(([key, part]) => {
      const verb = key.toLowerCase();
      if (!part.isCollection || !(VERBS.includes(verb) || verb === ANY)) return [];
      return [{ path: `${prefix}${path}`, verb: verb === ANY ? "ANY" : verb.toUpperCase(), part }];
    }),
  );
  if (operations.length > MOST_OPERATIONS) throw new Unreadable(`it has more than ${MOST_OPERATIONS} operations`);
  return operations;
}

/**
 * What the import puts before each path: all of the base path, or all but its first part, which then is a stage's name.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html
 */
function prefixOf(definition: Part, basepath: string): string {
  if (basepath !== "prepend" && basepath !== "split") return "";
  const parts = basePathOf(definition)
    .split("/")
    .filter((part) => part !== "");
  const kept = basepath === "split" ? parts.slice(1) : parts;
  return kept.map((part) => `/${part}`).join("");
}

/** In OpenAPI 3 the first variable of that name, or else the path of a server's URL. */
function basePathOf(definition: Part): string {
  const servers = definition.at("servers").entries.map(([, server]) => server);
  const variables = servers.map((server) => server.at("variables").at("basePath").at("default").text);
  const paths = servers.map((server) => /^(?:https?:\/\/[^/]*)?(\/.*)$/.exec(server.at("url").text ?? "")?.[1]);
  const found = [definition.at("basePath").text, ...variables, ...paths].find(
    (path) => path !== undefined && path !== "/",
  );
  return found ?? "";
}
