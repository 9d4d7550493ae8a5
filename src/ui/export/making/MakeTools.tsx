import { useState } from 'react';
import { toolTexts } from '#app/text/edit/tools.ts';
import { PathIcon } from '../../common/Icon.tsx';
import { Lazy } from '../../common/Lazy.tsx';
import { useApp } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';

const makings = ['sticker', 'frame'] as const;
type Making = (typeof makings)[number];
const dialogs = {
  sticker: async () => (await import('./StickerDialog.tsx')).StickerDialog,
  frame: async () => (await import('./FrameDialog.tsx')).FrameDialog,
} as const;
const icons: Readonly<Record<Making, string>> = {
  sticker: 'M4.5 4.5h15v9l-6 6h-9zM19.5 13.5h-6v6M9 9.5v.1M14 9.5v.1M8.800 13c1.3 1.5 4 1.5 5.2-.5',
  frame: 'M4 3.5h16v17H4zM7 6.5h10v9H7zM7 13l3-3 2.5 2.5 2-2L17 13',
};

/** Opens what makes something else of a drawing than a picture of the photo's shape. */
export function MakeTools() {
  const text = useTexts(toolTexts);
  const isReady = useApp(({ photo }) => photo.work !== null && photo.incoming === null);
  const [opened, setOpened] = useState<Making | null>(null);
  return (
    <div className="tool-row" role="group" aria-label={text.makeTitle}>
      {makings.map((making) => (
        <button
          key={making}
          type="button"
          className="tool"
          disabled={!isReady}
          onClick={() => setOpened(making)}
        >
          <PathIcon path={icons[making]} />
          {text.makeNames[making]}
        </button>
      ))}
      {opened && (
        <Lazy
          load={dialogs[opened]}
          given={{ onClose: () => setOpened(null) }}
          onMissing={() => setOpened(null)}
        />
      )}
    </div>
  );
}
