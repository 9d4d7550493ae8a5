import { useId } from 'react';
import { changeSticker } from '#app/export/stickers/making.ts';
import { stickerTexts } from '#app/text/edit/stickers.ts';
import {
  outlineRange,
  rimColours,
  shadowRange,
  type Sticker,
  stickerFormats,
  type StickerSize,
  stickerSizes,
} from '#domain/finish/sticker.ts';
import { SegmentField } from '../../common/SegmentField.tsx';
import { useApp, useFormats, useText } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';
import { RangeField } from '../../settings/RangeField.tsx';
import { messengerName } from './messengers.ts';

/** The slider's steps are hundredths of the way between the thinnest and the thickest outline. */
const along = (width: number): number =>
  (width - outlineRange.min) / (outlineRange.max - outlineRange.min);
const widthAt = (share: number): number =>
  outlineRange.min + share * (outlineRange.max - outlineRange.min);
const shares = { min: 0, max: 1 } as const;

/** Outline, shadow and size of a sticker. */
export function StickerOptions({ sticker }: { readonly sticker: Sticker }) {
  const text = useTexts(stickerTexts);
  const formatNames = useText().formatNames;
  const formats = useFormats();
  const language = useApp(({ settings }) => settings.language);
  const sizeId = useId();
  return (
    <>
      <SegmentField
        name="making-outline"
        legend={text.outline}
        showsLegend
        values={rimColours}
        chosen={sticker.outline}
        labels={text.rims}
        onChoose={(outline) => changeSticker({ outline })}
      />
      {sticker.outline !== 'none' && (
        <RangeField
          label={text.outlineWidth}
          hint=""
          value={along(sticker.outlineWidth)}
          range={shares}
          show={(share) => formats.percent(share)}
          onChange={(share) => changeSticker({ outlineWidth: widthAt(share) })}
        />
      )}
      <RangeField
        label={text.shadow}
        hint=""
        value={sticker.shadow}
        range={shadowRange}
        onChange={(shadow) => changeSticker({ shadow })}
      />
      <div className="making-select">
        <label htmlFor={sizeId}>{text.size}</label>
        <select
          id={sizeId}
          value={sticker.size}
          onChange={(event) => changeSticker({ size: event.currentTarget.value as StickerSize })}
        >
          {stickerSizes.map((size) => (
            <option key={size} value={size}>
              {size === 'own' ? text.ownSize : messengerName(size, language)}
            </option>
          ))}
        </select>
      </div>
      {sticker.size === 'own' && (
        <SegmentField
          name="making-format"
          legend={text.format}
          showsLegend
          values={stickerFormats}
          chosen={sticker.format}
          labels={formatNames}
          onChoose={(format) => changeSticker({ format })}
        />
      )}
    </>
  );
}
