import type { Assume } from "../../assumptions/assumptions";
import type { Parameters } from "../vtl/input";
import type { JavaMap } from "../vtl/values";

/** A request of a client to a stage. */
export interface ApiRequest {
  readonly httpMethod: string;
  /** Path, query string and header parameters; headers by the names that the client sent. */
  readonly parameters: Parameters;
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
}

/** What templates, mappings and gateway responses can speak of. */
export interface Invocation {
  readonly request: ApiRequest;
  /** `$context`; a template's overrides stay in it for the templates after it. */
  readonly context: JavaMap;
  readonly stageVariables: JavaMap;
  readonly assume: Assume;
}
