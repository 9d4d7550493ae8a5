import type { Person } from '#app/photo/people.ts';
import type { OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { stickerTexts } from '#app/text/edit/stickers.ts';
import { useFormats, useText } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';
import { FacePicture } from '../../settings/PeopleBar.tsx';

interface PersonFieldProps {
  readonly photo: OpenedPhoto;
  readonly people: readonly Person[];
  /** A face; null for everybody. */
  readonly chosen: number | null;
  readonly hasEverybody: boolean;
  readonly onChoose: (faceId: number | null) => void;
}

/** Who is cut out of a group. */
export function PersonField({ photo, people, chosen, hasEverybody, onChoose }: PersonFieldProps) {
  const text = useText();
  const formats = useFormats();
  const label = useTexts(stickerTexts).person;
  return (
    <div className="chips making-people" role="radiogroup" aria-label={label}>
      {hasEverybody && (
        <label className="chip is-everybody">
          <input
            type="radio"
            name="making-person"
            className="visually-hidden"
            checked={chosen === null}
            onChange={() => onChoose(null)}
          />
          <span className="chip-face">{text.everybody}</span>
        </label>
      )}
      {people.map((person) => (
        <label key={person.faceId} className="chip">
          <input
            type="radio"
            name="making-person"
            className="visually-hidden"
            aria-label={text.person(formats.count(person.number))}
            checked={person.faceId === chosen}
            onChange={() => onChoose(person.faceId)}
          />
          <FacePicture person={person} photo={photo} />
        </label>
      ))}
    </div>
  );
}
