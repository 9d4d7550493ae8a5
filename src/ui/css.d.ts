import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties that carry a number into the style sheets. */
    [name: `--${string}`]: number | string | undefined;
  }
}
