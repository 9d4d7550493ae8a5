import { useLayoutEffect, useRef } from 'react';
import { bitmaps } from '#app/shared/handles.ts';
import { peopleOf, type Person, pointAt } from '#app/photo/people.ts';
import type { OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { chooseFace } from '#app/settings/settingsActions.ts';
import { useApp, useFormats, useText } from '../common/useApp.ts';

/** Pixels of a chip's picture, for screens with two or three of them to a CSS px. */
const chipPx = 112;
/** Side of what a chip shows, in heights of the face. */
const chipReach = 1.35;

/** Selects the person that style and sliders apply to: a chip for each, where the photo shows several people. */
export function PeopleBar() {
  const text = useText();
  const work = useApp(({ photo }) => (photo.incoming ? null : photo.work));
  const isBatch = useApp(({ batch }) => batch.isShown);
  const chosenFace = useApp(({ photo }) => photo.chosenFace);
  const people = work ? peopleOf(work.drawing.faces) : [];
  if (!work || isBatch || people.length < 2) return null;
  return (
    <div className="chips" role="radiogroup" aria-label={text.people}>
      <label className="chip is-everybody">
        <input
          type="radio"
          name="person"
          className="visually-hidden"
          checked={chosenFace === null}
          onChange={() => chooseFace(null)}
        />
        <span className="chip-face">{text.everybody}</span>
      </label>
      {people.map((person) => (
        <FaceChip key={person.faceId} person={person} photo={work.photo} />
      ))}
    </div>
  );
}

interface FaceChipProps {
  readonly person: Person;
  readonly photo: OpenedPhoto;
}

function FaceChip({ person, photo }: FaceChipProps) {
  const text = useText();
  const formats = useFormats();
  const { faceId } = person;
  const chosenFace = useApp(({ photo }) => photo.chosenFace);
  const name = text.person(formats.count(person.number));
  return (
    <label
      className="chip"
      title={name}
      onPointerEnter={() => pointAt(faceId)}
      onPointerLeave={() => pointAt(null)}
    >
      <input
        type="radio"
        name="person"
        className="visually-hidden"
        aria-label={name}
        checked={faceId === chosenFace}
        onChange={() => chooseFace(faceId)}
        onFocus={() => pointAt(faceId)}
        onBlur={() => pointAt(null)}
      />
      <FacePicture person={person} photo={photo} />
    </label>
  );
}

/** The face as the photo shows it. */
export function FacePicture({ person: { box, number }, photo }: FaceChipProps) {
  const formats = useFormats();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { previewId, width } = photo;
  useLayoutEffect(() => {
    const preview = bitmaps.get(previewId);
    const context = canvas.current?.getContext('2d');
    if (!preview || !context) return;
    const scale = preview.width / width;
    const side = chipReach * Math.max(box.width, box.height) * scale;
    const left = (box.x + box.width / 2) * scale - side / 2;
    const top = (box.y + box.height / 2) * scale - side / 2;
    context.imageSmoothingQuality = 'high';
    context.drawImage(preview, left, top, side, side, 0, 0, chipPx, chipPx);
  }, [box, previewId, width]);
  return (
    <span className="chip-face" aria-hidden="true">
      <canvas ref={canvas} width={chipPx} height={chipPx} />
      <span className="chip-number">{formats.count(number)}</span>
    </span>
  );
}
