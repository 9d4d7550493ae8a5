import { useEffect } from 'react';
import { layoutSize } from '#domain/compose/layout.ts';
import { shownPhoto } from '#app/shared/state/photoSlice.ts';
import { isLinked } from '#app/settings/settingsLink.ts';
import { savedWords } from '#app/text/progressWords.ts';
import { setSaveOpen } from '#app/photo/cropPlace.ts';
import { savedLayout } from '#app/photo/savedLayout.ts';
import { setKeepsCameraData } from '#app/settings/settingsActions.ts';
import { Lazy } from '../common/Lazy.tsx';
import { useApp, useFormats, useText } from '../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { RecipeInUse } from './recipes/RecipeInUse.tsx';
import { RecipePopover } from './recipes/RecipePopover.tsx';
import { BesidePreview } from './BesidePreview.tsx';
import { ExportButtons } from './ExportButtons.tsx';
import { FormatField } from './FormatField.tsx';
import { ShapeFields } from './ShapeFields.tsx';
import { CheckField } from '../common/CheckField.tsx';

const loadMakeTools = async () => (await import('./making/MakeTools.tsx')).MakeTools;

/** The export: format, shape, and the ways out of the page. */
export function SavePanel() {
  const text = useText();
  const settings = useApp(({ settings }) => settings);
  const becomesWhite = useApp(
    ({ settings, photo }) =>
      settings.format === 'jpeg' &&
      ((settings.background === 'none' && (photo.work?.drawing.faces.length ?? 0) > 0) ||
        photo.edits.strokes?.some(({ effect }) => effect.kind === 'erase') === true),
  );
  const isCompact = useMediaQuery(compactQuery);
  // On a phone the panel is a tab of its own.
  useEffect(() => {
    setSaveOpen(isCompact);
    return () => setSaveOpen(false);
  }, [isCompact]);

  return (
    <div
      className="save"
      onPointerEnter={() => setSaveOpen(true)}
      onPointerLeave={() => setSaveOpen(isCompact)}
      onFocus={() => setSaveOpen(true)}
      onBlur={() => setSaveOpen(isCompact)}
    >
      <FormatField />
      <ShapeFields>
        <CheckField
          checked={settings.keepsCameraData}
          onChange={setKeepsCameraData}
          describedBy="save-hint"
          title={text.cameraDataHint}
        >
          {text.cameraData}
        </CheckField>
        <RecipePopover />
      </ShapeFields>
      {settings.besidePhoto && <BesidePreview />}
      {becomesWhite && <p className="hint">{text.jpegHasNoHoles}</p>}
      <ExportButtons />
      <Lazy load={loadMakeTools} />
      <RecipeInUse />
      <SaveWords />
    </div>
  );
}

/** How large the file's picture becomes, or where it went. */
function SaveWords() {
  const text = useText();
  const formats = useFormats();
  const settings = useApp(({ settings }) => settings);
  const save = useApp(({ job }) => job.save);
  const photo = useApp(({ photo }) => shownPhoto(photo));
  // Where the faces are changes no size.
  const place = useApp(({ photo }) => photo.cropPlace);
  const size = photo && layoutSize(savedLayout(photo, [], settings, place));
  const sizeWords =
    size && text.downloadSize(formats.pixels(size.width), formats.pixels(size.height));
  const words = settings.keepsCameraData ? text.cameraDataHint : sizeWords;
  return (
    <p className="hint save-hint" id="save-hint">
      {save.status === 'done' ? savedWords(save.task, text, isLinked(settings.styleId)) : words}
    </p>
  );
}
