import type { ReactNode } from 'react';
import { Bench } from './Bench.tsx';
import { Clip } from './Clip.tsx';
import { Wire } from './Wire.tsx';

interface StartFrameProps {
  /** Decorates the wall behind the line. */
  readonly wall?: ReactNode;
  /** Stands on the sheet in the middle. */
  readonly sheet: ReactNode;
  /** Hangs beside it. */
  readonly print: ReactNode;
  /** Lies on the bench. */
  readonly promise: ReactNode;
}

/** Where everything of the empty page has its place: a drying line over a workbench. */
export function StartFrame({ wall, sheet, print, promise }: StartFrameProps) {
  return (
    <div className="start">
      {wall}
      <div className="start-line">
        <Wire />
        <div className="sheet">
          <Clip />
          <Clip />
          {sheet}
        </div>
        <div className="prints">
          <Wire />
          {print}
        </div>
      </div>
      <Bench>
        <div className="promise">{promise}</div>
      </Bench>
    </div>
  );
}
