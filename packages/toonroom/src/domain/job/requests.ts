/** How many requests went to the app's own origin, and how many elsewhere. */
export interface RequestCount {
  /** To the page's own origin. */
  readonly own: number;
  /** To others: the engine makes none. */
  readonly foreign: number;
}

/** Counts absolute, normalised addresses; `blob:` and `data:` addresses are not requests. */
export function countRequests(urls: readonly string[], ownOrigin: string): RequestCount {
  const sent = urls.filter((url) => /^(https?|wss?):/i.test(url));
  const own = sent.filter((url) => url === ownOrigin || url.startsWith(`${ownOrigin}/`)).length;
  return { own, foreign: sent.length - own };
}

export function addRequests(first: RequestCount, second: RequestCount): RequestCount {
  return { own: first.own + second.own, foreign: first.foreign + second.foreign };
}
