// What a user typed or pointed at cannot be meant, in words for the user.

export class UsageError extends Error {}
