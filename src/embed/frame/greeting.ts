import { parseHello } from '../protocol/parse.ts';

/** How the page around the frame made itself known. */
export interface Greeting {
  /** Of the protocol, as the page speaks it. */
  readonly version: number;
  /** The only way to the page from now on. */
  readonly port: MessagePort;
}

/**
 * Resolves with the first greeting of the page around this frame, if it is of the origin `host`. Every other window and
 * every other message is passed over, and so is whatever comes after it.
 */
export function firstGreeting(host: string): Promise<Greeting> {
  return new Promise((resolve) => {
    const hear = ({ source, origin, data, ports }: MessageEvent<unknown>): void => {
      if (source !== parent || origin !== host) return;
      const version = parseHello(data);
      const [port] = ports;
      if (version === undefined || !port || ports.length > 1) return;
      removeEventListener('message', hear);
      resolve({ version, port });
    };
    addEventListener('message', hear);
  });
}
