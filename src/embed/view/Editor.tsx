import { useEffect } from 'react';
import { Announcer } from '#ui/common/Announcer.tsx';
import { useApp, useText } from '#ui/common/useApp.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { DropZone } from '#ui/intake/DropZone.tsx';
import { StageFrame } from '#ui/photo/StageFrame.tsx';
import { PeopleBar } from '#ui/settings/PeopleBar.tsx';
import { StylePicker } from '#ui/settings/StylePicker.tsx';
import '#ui/settings/controls.css';
import '#ui/settings/stylePicker.css';
import { takeFromUser } from '../frame/photos.ts';
import type { Tell } from '../frame/session.ts';
import { embedTexts } from '../text.ts';
import { Adjustments } from './Adjustments.tsx';
import { EmptyStage } from './EmptyStage.tsx';
import { HandOver } from './HandOver.tsx';
import { PictureView } from './PictureView.tsx';

const takeDropped = async (carrier: DataTransfer | null): Promise<void> =>
  await takeFromUser(carrier?.files ?? []);

interface EditorProps {
  /** What a person calls the page around the frame: its host name. */
  readonly host: string;
  readonly tell: Tell;
}

/** The whole editor: the picture, the styles, the sliders, and the button that hands the drawing over. */
export function Editor({ host, tell }: EditorProps) {
  const text = useText();
  const own = useTexts(embedTexts);
  const hasPhoto = useApp(({ photo }) => photo.work !== null || photo.incoming !== null);
  useEffect(() => {
    document.title = own.documentTitle;
  }, [own]);
  return (
    <>
      <main className="embed" data-scene={hasPhoto ? 'work' : 'start'}>
        <StageFrame start={<EmptyStage host={host} />} view={<PictureView />} />
        <aside className="panel embed-controls" aria-label={text.controls}>
          <div className="embed-scroll">
            <PeopleBar />
            <StylePicker />
            {hasPhoto && <Adjustments />}
          </div>
          {hasPhoto && <HandOver host={host} tell={tell} />}
        </aside>
      </main>
      <DropZone take={takeDropped} />
      <Announcer />
    </>
  );
}
