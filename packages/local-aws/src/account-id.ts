/** The id of the account, unless it is started with another. It is the one that AWS uses in its documentation. */
export const DEFAULT_ACCOUNT_ID = "123456789012";
