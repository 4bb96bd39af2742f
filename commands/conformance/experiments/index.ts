import type { Experiment } from "../experiment";
import { binaryPayload } from "./binary-payload";
import { bodyLimit } from "./body-limit";
import { contentEncoding } from "./content-encoding";
import { contentTypeCase } from "./content-type-case";
import { contentTypeParameters } from "./content-type-parameters";
import { decodedBodyLimit } from "./decoded-body-limit";
import { defaultResponseType } from "./default-response-type";
import { headerOrder } from "./header-order";
import { misplacedStructure } from "./misplaced-structure";
import { renderedLimit } from "./rendered-limit";
import { repeatedHeader } from "./repeated-header";

/** Every experiment that needs nothing but the API, in the order in which they run. */
export const EXPERIMENTS = [
  repeatedHeader,
  headerOrder,
  contentTypeParameters,
  contentTypeCase,
  binaryPayload,
  contentEncoding,
  decodedBodyLimit,
  defaultResponseType,
  misplacedStructure,
  bodyLimit,
  renderedLimit,
] as readonly Experiment[];
