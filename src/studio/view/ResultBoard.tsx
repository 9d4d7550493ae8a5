import { useEffect, useState } from 'react';
import { Icon } from '#ui/common/Icon.tsx';
import { useMediaQuery } from '#ui/common/useMediaQuery.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { useFormats } from '#ui/common/useApp.ts';
import { type Alignment, isAlignment } from '../align/alignment.ts';
import type { OpenPicture } from '../pictures/openPicture.ts';
import { patchStudio, useStudio, type View } from '../table/store.ts';
import { studioTexts } from '../texts.ts';
import { BoardFrame } from './BoardFrame.tsx';
import { styleOf } from './EditBoard.tsx';
import { foldPath, gridPath, foldedCells } from './gridPath.ts';
import type { Place } from '../table/place.ts';
import { RasterCanvas } from './RasterCanvas.tsx';

/** A change of pictures every so often: one flash a second, well below what can harm. */
const flickerMs = 500;

interface ResultBoardProps {
  readonly photo: OpenPicture;
  readonly cartoon: OpenPicture;
  readonly view: Exclude<View, 'photo'>;
}

const nothing = (): void => undefined;

/** The photo with the aligned cartoon over it, in turn with it, or the grid that aligns it. */
export function ResultBoard({ photo, cartoon, view }: ResultBoardProps) {
  const text = useTexts(studioTexts);
  const outcome = useStudio(({ aligned }) => aligned?.outcome ?? null);
  const opacity = useStudio((state) => state.opacity);
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const [isPlaying, setIsPlaying] = useState(!isStill);
  const [isCartoonShown, setIsCartoonShown] = useState(true);
  const alignment = outcome && isAlignment(outcome) ? outcome : null;
  const flickers = view === 'flicker' && isPlaying;

  useEffect(() => {
    if (!flickers) return undefined;
    const timer = setInterval(() => setIsCartoonShown((isShown) => !isShown), flickerMs);
    return () => clearInterval(timer);
  }, [flickers]);

  const share = view === 'overlay' ? opacity : isCartoonShown ? 1 : 0;
  return (
    <>
      <BoardFrame side="photo" size={photo.raster} grab={() => false} drag={nothing} drop={nothing}>
        {(place) => (
          <>
            {view === 'grid' ? (
              <RasterCanvas
                raster={cartoon.raster}
                name={text.viewHints.grid}
                style={styleOf(place)}
              />
            ) : (
              <>
                <RasterCanvas
                  raster={photo.raster}
                  name={`${text.sides.photo}: ${photo.name}`}
                  style={styleOf(place)}
                />
                {alignment && (
                  <RasterCanvas
                    raster={alignment.aligned}
                    name={text.viewHints[view]}
                    style={{ ...styleOf(place), opacity: share }}
                  />
                )}
              </>
            )}
            {alignment && <Marks {...{ alignment, place, view }} />}
          </>
        )}
      </BoardFrame>
      {view === 'overlay' && <OpacityField />}
      {view === 'flicker' && (
        <div className="pair-below">
          <button type="button" className="tool" onClick={() => setIsPlaying(!isPlaying)}>
            {isPlaying ? text.pause : text.play}
          </button>
          <button
            type="button"
            className="tool"
            onClick={() => {
              setIsPlaying(false);
              setIsCartoonShown(!isCartoonShown);
            }}
          >
            {isCartoonShown ? text.showPhoto : text.showCartoon}
          </button>
        </div>
      )}
      {view === 'grid' && <p className="pair-below hint">{text.viewHints.grid}</p>}
    </>
  );
}

interface MarksProps {
  readonly alignment: Alignment;
  readonly place: Place;
  readonly view: View;
}

/** The grid, where it is asked for, and the folded places. */
function Marks({ alignment, place, view }: MarksProps) {
  const point = useStudio((state) => state.point);
  const points = useStudio((state) => state.points?.photo ?? null);
  const photo = useStudio((state) => state.photo);
  const { folds } = alignment.quality;
  const { width, height } = alignment.aligned;
  return (
    <svg
      className="pair-marks"
      width={place.view.width}
      height={place.view.height}
      aria-hidden="true"
    >
      <g
        transform={`translate(${place.left} ${place.top}) scale(${place.width / width} ${place.height / height})`}
      >
        {view === 'grid' && <path className="pair-grid" d={gridPath(alignment)} />}
        {folds.length > 0 && (
          <path
            className="pair-fold"
            d={view === 'grid' ? foldedCells(alignment) : foldPath(folds)}
          />
        )}
      </g>
      {view !== 'grid' && points && photo && (
        <circle
          className="pair-mark"
          r={6}
          cx={place.left + points[point * 2]! * place.scale}
          cy={place.top + points[point * 2 + 1]! * place.scale}
        />
      )}
    </svg>
  );
}

function OpacityField() {
  const text = useTexts(studioTexts);
  const formats = useFormats();
  const opacity = useStudio((state) => state.opacity);
  return (
    <label className="pair-below pair-opacity">
      <Icon name="photo" />
      <span className="visually-hidden">{text.opacity}</span>
      <input
        type="range"
        min={0}
        max={100}
        value={Math.round(opacity * 100)}
        aria-valuetext={formats.percent(opacity)}
        onChange={({ currentTarget }) =>
          patchStudio({ opacity: currentTarget.valueAsNumber / 100 })
        }
      />
      <Icon name="face" />
    </label>
  );
}
