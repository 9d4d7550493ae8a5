import type { Request } from './messages.ts';

type Look = Omit<Extract<Request, { readonly type: 'setLook' }>, 'type'>;

/** What the frame's address tells it. */
export interface FrameAddress {
  /** The origin of the page around it; undefined where none is named, or none that can be told from others. */
  readonly host: string | undefined;
  /** To begin with; not checked. */
  readonly look: Look;
}

/** Reads `?host=…&theme=…&language=…`. */
export function parseAddress(search: string): FrameAddress {
  const fields = new URLSearchParams(search);
  const [theme, language] = [fields.get('theme'), fields.get('language')];
  return {
    host: originOf(fields.get('host') ?? ''),
    look: {
      ...(theme !== null && { theme: theme as NonNullable<Look['theme']> }),
      ...(language !== null && { language }),
    },
  };
}

/** An origin of the web as browsers write it. Pages without one, such as local files, all have the same: `null`. */
function originOf(written: string): string | undefined {
  if (!URL.canParse(written)) return undefined;
  const { origin, protocol } = new URL(written);
  const isOfWeb = protocol === 'https:' || protocol === 'http:';
  return isOfWeb && origin === written ? origin : undefined;
}
