import { exaggerationRange } from '#domain/job/recipe.ts';
import { liveBackgrounds, type LiveLook } from '#app/intake/camera/live.ts';
import { nameIn } from '#app/text/styleName.ts';
import { SegmentField } from '../../common/SegmentField.tsx';
import { useApp, useText } from '../../common/useApp.ts';
import { useStyles } from '../../common/useStyles.ts';
import { useLaterText } from '../../common/useLaterText.ts';
import { RangeField } from '../../settings/RangeField.tsx';

interface LiveControlsProps {
  readonly look: LiveLook;
  readonly onChange: (look: LiveLook) => void;
}

/** Style, exaggeration and background of the live drawing. */
export function LiveControls({ look, onChange }: LiveControlsProps) {
  const text = useText();
  const later = useLaterText();
  const styles = useStyles(look.styleId);
  const language = useApp(({ settings }) => settings.language);
  return (
    <div className="live-controls">
      <div className="live-styles" role="radiogroup" aria-label={later.liveStyle}>
        {styles.map(({ id, names, thumbnailUrl }) => (
          <label key={id} className="live-style">
            <input
              type="radio"
              name="live-style"
              className="visually-hidden"
              value={id}
              checked={id === look.styleId}
              onChange={() => onChange({ ...look, styleId: id })}
            />
            <img src={thumbnailUrl} alt="" width="256" height="256" draggable={false} />
            <span>{nameIn(language, names)}</span>
          </label>
        ))}
      </div>
      <RangeField
        label={text.exaggeration}
        hint=""
        value={look.exaggeration}
        range={exaggerationRange}
        onChange={(exaggeration) => onChange({ ...look, exaggeration })}
      />
      <SegmentField
        name="live-background"
        legend={text.background}
        showsLegend
        values={liveBackgrounds}
        chosen={look.background}
        labels={text.backgroundNames}
        onChoose={(background) => onChange({ ...look, background })}
      />
    </div>
  );
}
