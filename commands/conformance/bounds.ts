/** The most requests that one run sends to one API. */
export const REQUESTS = 450;

/** The most that one run sends to one API, in millions of bytes. */
export const MEGABYTES = 90;
