/** The name of the check that judges the form of every answer. */
export const ANSWER_FORM = "every answer has the promised form";

/** The name of the check that reads every stream in the end. */
export const STREAMS = "the streams hold what was acknowledged, and nothing else";
