import type { Attack } from "../harness/attack";
import { again } from "./again";
import { elsewhere } from "./elsewhere";
import { options } from "./options";
import { routes } from "./routes";
import { streams } from "./streams";
import { pairs } from "./together";
import { unknown } from "./unknown";
import { watched } from "./watch";

/** Attacks that were written without sight of the rules, after streams of other accounts, routes and keys were new. */
export const thirdRound: readonly Attack[] = [
  ...streams,
  ...routes,
  ...watched,
  ...pairs,
  ...options,
  ...unknown,
  ...elsewhere,
  ...again,
];
