import { type ReactNode, useEffect, useRef, useState } from 'react';
import { FileButton } from '#ui/common/FileButton.tsx';
import { Icon } from '#ui/common/Icon.tsx';
import { SegmentField } from '#ui/common/SegmentField.tsx';
import { useFormats } from '#ui/common/useApp.ts';
import { compactQuery, useMediaQuery } from '#ui/common/useMediaQuery.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { type Side, sides } from '../align/alignment.ts';
import type { OpenPicture } from '../pictures/openPicture.ts';
import { chooseFile } from '../set/actions.ts';
import { patchStudio, useStudio, views } from '../table/store.ts';
import { studioTexts } from '../texts.ts';
import { EditBoard } from './EditBoard.tsx';
import { ResultBoard } from './ResultBoard.tsx';
import { ReachField } from './Tools.tsx';

const pictureTypes = 'image/*,.heic,.heif,.avif';
/** How much the shapes of two pictures may differ before it is told. */
const shapeTolerance = 0.03;

/** Photo and cartoon side by side; on a phone one of them. */
export function Boards() {
  const text = useTexts(studioTexts);
  const isCompact = useMediaQuery(compactQuery);
  const [shown, setShown] = useState<Side>('photo');
  return (
    <div className="pair-boards">
      {isCompact && (
        <SegmentField
          name="side"
          legend={text.viewsTitle}
          values={sides}
          chosen={shown}
          labels={text.sides}
          onChoose={setShown}
        />
      )}
      {sides.map((side) => (!isCompact || side === shown) && <SideBoard key={side} side={side} />)}
    </div>
  );
}

function SideBoard({ side }: { readonly side: Side }) {
  const text = useTexts(studioTexts);
  const picture = useStudio((state) => state[side]);
  const isOpening = useStudio(({ opening }) => opening[side]);
  return (
    <DropArea side={side}>
      <header className="pair-board-head">
        <h2 className="heading">{text.sides[side]}</h2>
        {picture && <span className="pair-name">{picture.name}</span>}
        {picture && (
          <FileButton
            className="link-button"
            label={text.choose[side]}
            accept={pictureTypes}
            onFiles={([file]) => void chooseFile(side, file)}
          >
            {text.other[side]}
          </FileButton>
        )}
      </header>
      {isOpening && (
        <p className="pair-opening" role="status">
          {text.opening[side]}
        </p>
      )}
      {picture ? <Shown {...{ side, picture }} /> : <Empty side={side} />}
    </DropArea>
  );
}

function Shown({ side, picture }: { readonly side: Side; readonly picture: OpenPicture }) {
  const text = useTexts(studioTexts);
  const photo = useStudio((state) => state.photo);
  const cartoon = useStudio((state) => state.cartoon);
  const view = useStudio((state) => state.view);
  const isCompact = useMediaQuery(compactQuery);
  return (
    <>
      {side === 'cartoon' && photo && !isCompact && <ReachField />}
      {side === 'photo' && cartoon && (
        <SegmentField
          name="view"
          legend={text.viewsTitle}
          values={views}
          chosen={view}
          labels={text.views}
          hints={text.viewHints}
          onChoose={(chosen) => patchStudio({ view: chosen })}
        />
      )}
      {side === 'photo' && photo && cartoon && view !== 'photo' ? (
        <ResultBoard {...{ photo, cartoon, view }} />
      ) : (
        <EditBoard key={side} {...{ side, picture }} />
      )}
      <Facts {...{ side, picture }} />
    </>
  );
}

/** The picture's size, and what was done to it. */
function Facts({ side, picture }: { readonly side: Side; readonly picture: OpenPicture }) {
  const text = useTexts(studioTexts);
  const formats = useFormats();
  const photo = useStudio((state) => state.photo);
  const { raster, fileWidth, fileHeight } = picture;
  const { width, height } = raster;
  const px = (value: number): string => formats.pixels(value);
  const isReduced = fileWidth > width || fileHeight > height;
  const ratio = photo ? (photo.raster.width / photo.raster.height) * (height / width) : 1;
  return (
    <p className="hint pair-facts">
      {isReduced
        ? text.reduced(px(fileWidth), px(fileHeight), px(width), px(height))
        : text.size(px(width), px(height))}
      {side === 'cartoon' && Math.abs(Math.log(ratio)) > shapeTolerance && ` ${text.otherShape}`}
    </p>
  );
}

function Empty({ side }: { readonly side: Side }) {
  const text = useTexts(studioTexts);
  return (
    <div className="pair-empty">
      <Icon name={side === 'photo' ? 'photo' : 'face'} />
      <FileButton
        className="button"
        label={text.choose[side]}
        accept={pictureTypes}
        onFiles={([file]) => void chooseFile(side, file)}
      >
        {text.choose[side]}
      </FileButton>
      <p className="hint">{text.orDrop}</p>
      <p className="hint">{side === 'photo' ? text.photoHint : text.cartoonHint}</p>
    </div>
  );
}

/** Takes a picture that is dropped on it. */
function DropArea({ side, children }: { readonly side: Side; readonly children: ReactNode }) {
  const text = useTexts(studioTexts);
  const area = useRef<HTMLElement>(null);
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', hear: (event: DragEvent) => void) =>
      area.current?.addEventListener(type, hear, { signal: ending.signal });
    listen('dragover', (event) => {
      event.preventDefault();
      setIsOver(true);
    });
    listen('dragleave', () => setIsOver(false));
    listen('drop', (event) => {
      event.preventDefault();
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) void chooseFile(side, file);
    });
    return () => ending.abort();
  }, [side]);
  return (
    <section
      ref={area}
      className="panel pair-board"
      aria-label={text.sides[side]}
      data-over={isOver}
    >
      {children}
    </section>
  );
}
