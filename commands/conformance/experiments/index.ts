import type { Experiment } from "../experiment";
import { binaryPayload } from "./binary-payload";
import { binaryTypeParameters } from "./binary-type-parameters";
import { bodyLimit } from "./body-limit";
import { contentEncoding } from "./content-encoding";
import { contentTypeCase } from "./content-type-case";
import { contentTypeParameters } from "./content-type-parameters";
import { decodedBodyLimit } from "./decoded-body-limit";
import { defaultResponseType } from "./default-response-type";
import { emptyBody } from "./empty-body";
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
  binaryTypeParameters,
  binaryPayload,
  contentEncoding,
  decodedBodyLimit,
  emptyBody,
  defaultResponseType,
  misplacedStructure,
  bodyLimit,
  renderedLimit,
] as readonly Experiment[];
