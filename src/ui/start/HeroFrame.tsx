import type { ReactNode } from 'react';
import { Icon } from '../common/Icon.tsx';

interface HeroFrameProps {
  readonly photoUrl: string;
  readonly drawnUrl: string;
  /** How much of it is the photo, 0..100; `slides`: the border moves by itself, once. */
  readonly share?: number | 'slides';
  /** Moves the border between the two. */
  readonly slider?: ReactNode;
  readonly styles: ReactNode;
  readonly caption: ReactNode;
}

/** One person as photo and drawing, the styles to draw them in, and what to do with it. */
export function HeroFrame({ photoUrl, drawnUrl, share, slider, styles, caption }: HeroFrameProps) {
  return (
    <div className="hero">
      <div
        className={share === 'slides' ? 'hero-picture is-sliding' : 'hero-picture'}
        style={typeof share === 'number' ? { '--share': share / 100 } : undefined}
      >
        <img src={drawnUrl} alt="" width="512" height="512" draggable={false} />
        <img src={photoUrl} alt="" width="512" height="512" draggable={false} />
        <span className="compare">
          <span className="compare-knob">
            <Icon name="compare" />
          </span>
        </span>
        {slider}
        {caption}
      </div>
      {styles}
    </div>
  );
}
