import { changeAvatar, styleColours } from '#app/export/stickers/making.ts';
import type { Wanted } from '#app/export/stickers/source.ts';
import { stickerTexts } from '#app/text/edit/stickers.ts';
import {
  type Avatar,
  avatarGrounds,
  avatarShapes,
  avatarSizes,
  closenessRange,
} from '#domain/finish/avatar.ts';
import { rimColours } from '#domain/finish/sticker.ts';
import { CheckField } from '../../common/CheckField.tsx';
import { SegmentField } from '../../common/SegmentField.tsx';
import { useFormats } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';
import { RangeField } from '../../settings/RangeField.tsx';
import { ColourField, paintOf } from '../../settings/background/ColourField.tsx';
import '../../settings/background/background.css';

interface AvatarOptionsProps {
  readonly avatar: Avatar;
  readonly wanted: Wanted;
}

/** Shape, background, rims and sizes of an avatar. */
export function AvatarOptions({ avatar, wanted }: AvatarOptionsProps) {
  const text = useTexts(stickerTexts);
  const formats = useFormats();
  const own = styleColours(wanted.recipe, wanted.person);
  const colours = avatar.colours ?? own;
  const toggle = (size: number, isOn: boolean): void => {
    const others = avatar.sizes.filter((other) => other !== size);
    const sizes = isOn ? [...others, size].toSorted((a, b) => b - a) : others;
    // One size is left.
    if (sizes.length > 0) changeAvatar({ sizes });
  };
  return (
    <>
      <SegmentField
        name="making-shape"
        legend={text.shape}
        showsLegend
        values={avatarShapes}
        chosen={avatar.shape}
        labels={text.shapes}
        onChoose={(shape) => changeAvatar({ shape })}
      />
      <RangeField
        label={text.closeness}
        hint=""
        value={avatar.closeness}
        range={closenessRange}
        onChange={(closeness) => changeAvatar({ closeness })}
      />
      <fieldset className="making-grounds" style={paintOf(colours)}>
        <legend>{text.ground}</legend>
        {avatarGrounds.map((ground) => (
          <label key={ground} className="backdrop-kind" title={text.groundNames[ground]}>
            <input
              type="radio"
              name="making-ground"
              className="visually-hidden"
              aria-label={text.groundNames[ground]}
              checked={ground === avatar.ground}
              onChange={() => changeAvatar({ ground })}
            />
            <span className={`backdrop-tile is-${ground}`} />
          </label>
        ))}
      </fieldset>
      {avatar.ground !== 'none' && avatar.ground !== 'drawn' && (
        <ColourField
          own={own}
          colours={colours}
          isSingle={avatar.ground === 'plain'}
          onChoose={(pair) => changeAvatar({ colours: pair ?? undefined })}
        />
      )}
      <SegmentField
        name="making-outline"
        legend={text.outline}
        showsLegend
        values={rimColours}
        chosen={avatar.outline}
        labels={text.rims}
        onChoose={(outline) => changeAvatar({ outline })}
      />
      <SegmentField
        name="making-ring"
        legend={text.ring}
        showsLegend
        values={rimColours}
        chosen={avatar.ring}
        labels={text.rims}
        onChoose={(ring) => changeAvatar({ ring })}
      />
      <fieldset className="making-checks">
        <legend>{text.sizes}</legend>
        {avatarSizes.map(({ px, sites }) => (
          <CheckField
            key={px}
            checked={avatar.sizes.includes(px)}
            onChange={(isOn) => toggle(px, isOn)}
          >
            <span className="making-size">
              {text.pixels(formats.pixels(px))}
              <span className="hint">{sites ?? text.websiteIcon}</span>
            </span>
          </CheckField>
        ))}
      </fieldset>
    </>
  );
}
