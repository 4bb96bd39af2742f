/** The value of an API key that a changed program prints into a description. Nothing else may print it. */
export const LEAKED_KEY = "leaked0123456789leaked0123456789";
