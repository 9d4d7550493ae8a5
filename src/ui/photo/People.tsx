import { peopleOf } from '#app/photo/people.ts';
import type { Drawing, OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { chooseFace } from '#app/settings/settingsActions.ts';
import { lookAt } from '#app/photo/zoomActions.ts';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { percent } from './percent.ts';

interface PeopleProps {
  readonly photo: OpenedPhoto;
  readonly drawing: Drawing;
}

/** A frame around each person of a group, with a button that gives them a style and sliders of their own. */
export function People({ photo, drawing }: PeopleProps) {
  const text = useText();
  const formats = useFormats();
  const chosenFace = useApp(({ photo }) => photo.chosenFace);
  const own = useApp(({ photo }) => photo.faceRecipes);
  const pointedFace = useApp(({ photo }) => photo.pointedFace);
  const people = peopleOf(drawing.faces);
  if (people.length < 2) return null;
  return (
    <ul className="whole" aria-label={text.people}>
      {people.map(({ faceId, box, number }) => {
        const shown = formats.count(number);
        return (
          <li
            key={faceId}
            className="person"
            data-chosen={faceId === chosenFace}
            data-pointed={faceId === pointedFace}
            data-off={own[faceId]?.drawn === false}
            style={{
              '--box-top': box.y / photo.height,
              left: percent(box.x, photo.width),
              top: percent(box.y, photo.height),
              width: percent(box.width, photo.width),
              height: percent(box.height, photo.height),
            }}
          >
            <button
              type="button"
              className="person-button"
              aria-label={text.person(shown)}
              aria-pressed={faceId === chosenFace}
              onPointerDown={(event) => event.stopPropagation()}
              onFocus={({ currentTarget }) => {
                if (!currentTarget.matches(':focus-visible')) return;
                lookAt(
                  (box.x + box.width / 2) / photo.width,
                  (box.y + box.height / 2) / photo.height,
                );
              }}
              onClick={() => chooseFace(faceId === chosenFace ? null : faceId)}
            >
              {shown}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
