import { useState } from 'react';
import { takeSample } from '#app/intake/intake.ts';
import { drawnSampleUrl, heroSample } from '#app/photo/samples.ts';
import { baseEntry } from '#app/shared/styleEntries.ts';
import { firstStyleId } from '#app/shared/state/settingsSlice.ts';
import { StylePicker } from '../settings/StylePicker.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { HeroFrame } from './HeroFrame.tsx';

const middle = 50;

/** Before and after of one person. The border slides once by itself, then follows the slider; each style has its drawing. */
export function Hero() {
  const text = useText();
  const formats = useFormats();
  // Only the styles of the manifest have a drawing of the sample.
  const styleId = useApp((state) => baseEntry(state, state.settings.styleId)?.id) ?? firstStyleId;
  const [share, setShare] = useState<number | 'slides'>('slides');
  const shown = share === 'slides' ? middle : share;
  return (
    <HeroFrame
      photoUrl={heroSample.printUrl}
      drawnUrl={drawnSampleUrl(styleId)}
      share={share}
      slider={
        <input
          type="range"
          className="hero-slider"
          min="0"
          max="100"
          value={shown}
          aria-label={text.compare}
          aria-valuetext={text.compareValue(formats.percent(shown / 100), text.photo)}
          onChange={(event) => setShare(Number(event.target.value))}
        />
      }
      styles={<StylePicker />}
      caption={
        <button
          type="button"
          className="quiet-button hero-try"
          onClick={() => void takeSample(heroSample)}
        >
          <span className="print-title">
            {text.trySample}
            {heroSample.title(text)}
          </span>{' '}
          <span className="print-credit">{heroSample.credit(text)}</span>
        </button>
      }
    />
  );
}
