import { added } from "./added";
import { changed } from "./changed";
import type { Mutation } from "./mutation";
import { updated } from "./updated";

export { expectedOf } from "./mutation";
export { updated } from "./updated";

/** What a preview must find. */
export const previewed: readonly Mutation[] = [...changed, ...added];

/** Those of this run of the program. */
export const mutations = process.env.MUTATIONS === "updated" ? updated : previewed;
