import type { ReactNode } from 'react';

/** The workbench under the drying line: a tray with a print coming up, bottles and a timer. */
export function Bench({ children }: { readonly children: ReactNode }) {
  return (
    <div className="bench">
      <svg className="bench-tray" viewBox="0 0 300 128" aria-hidden="true">
        <path className="is-paper" d="M84 92L104 12l104 14-16 66z" />
        <path className="is-eye" d="M133 50c9 0 15 8 14 19s-8 18-16 17-13-9-12-19 6-17 14-17z" />
        <path className="is-eye" d="M165 54c9 1 14 9 13 19s-8 18-16 17-13-9-12-19 7-18 15-17z" />
        <path className="is-pupil" d="M136 63a6 7 0 1 0 .1 0zM167 67a6 7 0 1 0 .1 0z" />
        <path className="is-light" d="M20 92h260l-18 34H38z" />
        <path className="is-paper" d="M8 80h284v14H8z" />
        <path className="is-line" d="M214 80l52-64M226 80l44-61M264 14l8 6" />
      </svg>
      <svg className="bench-bottles" viewBox="0 0 260 128" aria-hidden="true">
        <path className="is-paper" d="M14 126V58l14-18V18h30v22l14 18v68z" />
        <path className="is-light" d="M25 8h36v12H25zM14 74h58v30H14z" />
        <path className="is-paper" d="M92 126V76l12-14V46h24v16l12 14v50z" />
        <path className="is-ink" d="M99 38h34v10H99z" />
        <path className="is-line" d="M92 92h48M92 106h48" />
        <path className="is-paper" d="M206 40a40 40 0 1 0 .1 0zM206 52a28 28 0 1 0 .1 0z" />
        <path className="is-light" d="M198 26h16v14h-16z" />
        <path className="is-line" d="M206 80V62M206 80l12 8M180 116l-8 10M232 116l8 10" />
      </svg>
      {children}
    </div>
  );
}
