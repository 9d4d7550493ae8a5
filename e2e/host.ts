import { createStaticServer, listen } from '../testkit/staticServer.ts';

/** A server of a folder; `stop` may be called more than once. */
export interface Host {
  /** Ends in `/`. */
  readonly url: string;
  /** Method and path of every request so far. */
  readonly requests: readonly string[];
  readonly stop: () => void;
}

/** Serves `folder` on a free port, with the project's headers unless others are given. */
export async function startHost(
  folder: string,
  headers?: Readonly<Record<string, string>>,
): Promise<Host> {
  const server = createStaticServer(folder, headers);
  const requests: string[] = [];
  server.on('request', ({ method, url }) => requests.push(`${method} ${url}`));
  const url = await listen(server);
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url, requests, stop };
}
