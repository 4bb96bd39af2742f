/**
 * What was found of a flag, for a message.
 * @param text undefined if the flag is not given
 * @returns the text, or words for none
 */
export const show = (text: string | undefined): string => (text === "" ? "an empty text" : (text ?? "nothing"));
