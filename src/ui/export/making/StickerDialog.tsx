import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { chooseKind, makingStore } from '#app/export/stickers/making.ts';
import { enterDialog } from '#app/export/dialogExport.ts';
import { leaveMaking, type Order } from '#app/export/stickers/save.ts';
import { peopleOf } from '#app/photo/people.ts';
import type { FinishedWork } from '#app/shared/state/photoSlice.ts';
import { toolTexts } from '#app/text/edit/tools.ts';
import { stickerTexts } from '#app/text/edit/stickers.ts';
import { Dialog } from '../../common/Dialog.tsx';
import { SegmentField } from '../../common/SegmentField.tsx';
import { useApp } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';
import { AvatarOptions } from './AvatarOptions.tsx';
import { MakingButtons } from './MakingButtons.tsx';
import { MakingPreview } from './MakingPreview.tsx';
import { PackPanel } from './PackPanel.tsx';
import { PersonField } from './PersonField.tsx';
import { StickerOptions } from './StickerOptions.tsx';
import './making.css';

/** Makes stickers and avatars of the drawing. */
export function StickerDialog({ onClose }: { readonly onClose: () => void }) {
  const names = useTexts(toolTexts).makeNames;
  const text = useTexts(stickerTexts);
  const work = useApp(({ photo }) => photo.work);
  useEffect(() => {
    enterDialog();
    return leaveMaking;
  }, []);
  let content: ReactNode = null;
  if (work) {
    const hasFace = work.drawing.faces.length > 0;
    content = hasFace ? <Making work={work} /> : <p className="making-empty">{text.noFace}</p>;
  }
  return (
    <Dialog title={names.sticker} onClose={onClose}>
      {content}
    </Dialog>
  );
}

function Making({ work }: { readonly work: FinishedWork }) {
  const text = useTexts(stickerTexts);
  const { kind, sticker, avatar } = useStore(makingStore);
  const chosenFace = useApp(({ photo }) => photo.chosenFace);
  const isRunning = useApp(({ job }) => job.save.status === 'running');
  const [chosen, setChosen] = useState<number | null>(chosenFace);
  const { faces, recipe } = work.drawing;
  const people = useMemo(() => peopleOf(faces), [faces]);
  const isKnown = people.some(({ faceId }) => faceId === chosen);
  const wanted = isKnown && people.length > 1 ? chosen : null;
  const order = useMemo((): Order => {
    if (kind === 'sticker') return { kind, sticker, wanted: { work, recipe, person: wanted } };
    const face = faces.find(({ faceId }) => faceId === chosen) ?? faces[0]!;
    const person = people.length > 1 ? face.faceId : null;
    return { kind, avatar, wanted: { work, recipe, person, face } };
  }, [kind, sticker, avatar, work, recipe, wanted, chosen, faces, people]);
  return (
    <div className="making">
      <MakingPreview order={order} />
      <div className="making-side">
        <fieldset className="making-options" disabled={isRunning}>
          <legend className="visually-hidden">{text.kinds[kind]}</legend>
          <SegmentField
            name="making-kind"
            legend={text.kindTitle}
            values={['sticker', 'avatar']}
            chosen={kind}
            labels={text.kinds}
            onChoose={chooseKind}
          />
          {people.length > 1 && (
            <PersonField
              photo={work.photo}
              people={people}
              chosen={order.wanted.person}
              hasEverybody={kind === 'sticker'}
              onChoose={setChosen}
            />
          )}
          {order.kind === 'sticker' ? (
            <StickerOptions sticker={order.sticker} />
          ) : (
            <AvatarOptions avatar={order.avatar} wanted={order.wanted} />
          )}
          {order.kind === 'sticker' && <PackPanel sticker={order.sticker} wanted={order.wanted} />}
        </fieldset>
        <MakingButtons order={order} />
      </div>
    </div>
  );
}
